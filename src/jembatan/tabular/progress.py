"""Progress of long work, said on standard error: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

# Seconds between two plain lines, and between two redraws of the bar.
LINE_EVERY, BAR_EVERY = 5.0, 0.1
BAR_WIDTH = 24


class Progress:
    """A counted piece of work. Use as a context manager; call `advance` as units are done.

    `total` None means the end is not known: the count and rate are shown without a bar.
    """

    def __init__(
        self,
        label: str,
        total: int | None = None,
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.label, self.total, self.done = label, total, 0
        self._stream = stream or sys.stderr
        self._clock = clock
        self._terminal = self._stream.isatty()
        self._started = self._shown = clock()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._show(final=True, failed=kind is not None)

    def advance(self, count: int = 1) -> None:
        """Count `count` more units as done, and show it when the last showing is old enough."""
        self.done += count
        if self._clock() - self._shown >= (BAR_EVERY if self._terminal else LINE_EVERY):
            self._show()

    def sentence(self) -> str:
        """Label, count, rate per second and remaining seconds, as one line."""
        spent = max(self._clock() - self._started, 1e-9)
        rate = self.done / spent
        if not self.total:
            return f"{self.label}: {self.done:,} ({rate:,.0f}/s)"
        left = (self.total - self.done) / rate if rate else 0.0
        return f"{self.label}: {self.done:,} of {self.total:,} ({rate:,.0f}/s, {left:,.0f} s left)"

    def _show(self, *, final: bool = False, failed: bool = False) -> None:
        if final and not self.done and not self.total and not failed:
            return  # There was nothing to do: nothing to say.
        self._shown = self._clock()
        line = self.sentence() + (" - stopped" if failed else "")
        if not self._terminal:
            print(line, file=self._stream, flush=True)
            return
        if self.total:
            filled = min(BAR_WIDTH, self.done * BAR_WIDTH // self.total)
            line = f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {line}"
        print(f"\r\033[K{line}", end="\n" if final else "", file=self._stream, flush=True)


class Steps:
    """Progress of work that reports (step, done, of) as it goes: one bar a step. Call it with the three."""

    def __init__(self) -> None:
        self._running: dict[str, Progress] = {}

    def __call__(self, step: str, done: int, of: int) -> None:
        progress = self._running.setdefault(step, Progress(step, of))
        progress.advance(done - progress.done)
        if done == of:
            progress.__exit__(None)


def each[T](items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Yield `items`, showing how far along they are."""
    with Progress(label, total) as progress:
        for item in items:
            yield item
            progress.advance()
