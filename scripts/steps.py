"""Commands run one after the other or side by side, timed, with one closing table."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SHOWN_LINES = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One command, in words and as an argument list. `environment` is added to the caller's own."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended. `note` is what a reader of the closing table should know beside pass or fail."""

    name: str
    passed: bool
    seconds: float
    output: str = ""
    note: str = ""


def run(step: Step, *, quiet: bool) -> Outcome:
    """Run one step. Quiet keeps its output for later; otherwise it goes straight to the screen."""
    sys.stdout.flush()
    began = time.monotonic()
    try:
        finished = subprocess.run(
            step.command,
            cwd=PROJECT,
            env=os.environ | dict(step.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            text=True,
            check=False,
        )
    except OSError as reason:
        return Outcome(step.name, False, time.monotonic() - began, f"{step.command[0]}: {reason}")
    return Outcome(
        step.name, finished.returncode == 0, time.monotonic() - began, finished.stdout if quiet else ""
    )


def side_by_side(steps: Sequence[Step], *, at_once: int = 2) -> list[Outcome]:
    """Run quiet steps, a few at a time, and print each as it ends, in the order given."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        for outcome in pool.map(lambda step: run(step, quiet=True), steps):
            print(line(outcome), flush=True)
            if not outcome.passed:
                print(indented(outcome.output), flush=True)
            outcomes.append(outcome)
    return outcomes


def line(outcome: Outcome) -> str:
    """One outcome as a line: verdict, name, seconds, note."""
    verdict = "ok  " if outcome.passed else "FAIL"
    text = f"  {verdict}  {outcome.name:<42} {outcome.seconds:7.1f} s"
    return f"{text}   {outcome.note}" if outcome.note else text


def indented(text: str) -> str:
    """The output of a failed step, set in so that it reads as part of it, and not endless."""
    rows = text.rstrip().splitlines()
    if len(rows) > SHOWN_LINES:
        rows = [*rows[:SHOWN_LINES], f"... and {len(rows) - SHOWN_LINES} more lines"]
    return "\n".join(f"        {row}" for row in rows)


def closing(outcomes: Sequence[Outcome]) -> int:
    """Print the table of all outcomes and what to do about it. Returns the exit code."""
    print("\n".join(["", *map(line, outcomes)]))
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    if failed:
        print(f"\n{len(failed)} of {len(outcomes)} steps failed: {', '.join(failed)}.", flush=True)
        return 1
    print(f"\nAll {len(outcomes)} steps passed.", flush=True)
    return 0
