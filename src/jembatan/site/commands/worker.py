"""Do the long work that people asked for on the site, and what comes round by itself, such as e-mail."""

import argparse
import signal
import time
from collections.abc import Callable

HELP = "carry out the reconciliations that people asked for, remind people, send e-mail; runs until stopped"
NEEDS_DATABASE = True

# Seconds between two looks when there is nothing to do.
PAUSE = 2.0
# Seconds between two rounds of e-mail: what a person is told meanwhile goes into one letter.
MAIL_EVERY = 15 * 60.0
# Seconds between two looks whether the work of this day was done; it is done once a day.
NIGHT_EVERY = 15 * 60.0
# Seconds between two counts of the results of cooperations; only what has changed is kept.
STOCK_EVERY = 24 * 60 * 60.0
# Originals that nothing names are left over from a crash; they stay a day, for what is being recorded now.
SWEEP_EVERY = 24 * 60 * 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is waiting and stop")


def run(arguments: argparse.Namespace) -> int:
    from jembatan.children.jobs import carry_out_next

    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, frame: stopping.append(signum))
    rounds = _rounds()
    while not stopping:
        for due in rounds:
            due.run_if_due(time.monotonic())
        if carry_out_next():
            continue
        if arguments.once:
            break
        time.sleep(PAUSE)
    return 0


class Round:
    """Work that comes round by itself: at the start, then `every` so many seconds."""

    def __init__(self, work: Callable[[], object], *, every: float) -> None:
        self.work, self.every, self.next_at = work, every, 0.0

    def run_if_due(self, now: float) -> None:
        """Do the work when its time has come; `now` in seconds of a clock that never goes back."""
        if now >= self.next_at:
            self.next_at = now + self.every
            self.work()


def _rounds() -> list[Round]:
    from datetime import timedelta

    from django.utils import timezone

    from jembatan.agreements.jobs import keep_night
    from jembatan.correspondence.jobs import send_mail
    from jembatan.documents.originals import sweep
    from jembatan.results.jobs import take_stock_of_all

    # The night first: what it tells goes out with the mail of the same round.
    return [
        Round(lambda: keep_night(timezone.localdate()), every=NIGHT_EVERY),
        Round(lambda: take_stock_of_all(timezone.localdate()), every=STOCK_EVERY),
        Round(lambda: send_mail(now=timezone.now()), every=MAIL_EVERY),
        Round(lambda: sweep(before=timezone.now() - timedelta(days=1)), every=SWEEP_EVERY),
    ]
