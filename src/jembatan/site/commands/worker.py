"""Do the long work that people asked for on the site."""

import argparse
import signal
import time

HELP = "carry out the reconciliations that people asked for; runs until stopped"
NEEDS_DATABASE = True

# Seconds between two looks when there is nothing to do.
PAUSE = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is waiting and stop")


def run(arguments: argparse.Namespace) -> int:
    from jembatan.children.jobs import carry_out_next

    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, frame: stopping.append(signum))
    while not stopping:
        if carry_out_next():
            continue
        if arguments.once:
            break
        time.sleep(PAUSE)
    return 0
