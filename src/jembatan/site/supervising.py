"""Two processes under one command: the web server and the worker. They start and stop together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# Seconds a process gets to end by itself, and between two looks at whether all still run.
GRACE, LOOK_EVERY = 10.0, 0.5


def keep_running(commands: Sequence[Sequence[str]]) -> int:
    """Run `commands` until one ends or a signal comes; then end the others. Returns the first exit code."""
    asked_to_stop: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, frame: asked_to_stop.append(signum))
    # Sessions of their own: Ctrl-C must reach them once, from here, not twice.
    running = [subprocess.Popen(list(command), start_new_session=True) for command in commands]
    while not asked_to_stop and all(process.poll() is None for process in running):
        time.sleep(LOOK_EVERY)
    codes = [process.poll() for process in running]
    for process in running:
        _end(process)
    first = next((code for code in codes if code is not None), 0)
    return 0 if asked_to_stop else first


def web_server(bind: str, workers: int) -> list[str]:
    """The words that start the web server."""
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    words = [gunicorn, "jembatan.site.wsgi:application", "--bind", bind, "--workers", str(workers)]
    return [*words, "--worker-class", "gthread", "--threads", "4", "--access-logfile", os.devnull]


def worker() -> list[str]:
    """The words that start the worker."""
    return [sys.executable, "-m", "jembatan", "worker"]


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
