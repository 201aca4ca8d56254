"""Serve the site on this machine."""

import argparse
import os
import sys
from pathlib import Path

HELP = "serve the site (default http://127.0.0.1:8000)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--workers", type=int, default=2, help="web processes")


def run(arguments: argparse.Namespace) -> int:
    """Becomes the server: signals go straight to it."""
    serve(arguments.bind, arguments.workers)
    return 0


def serve(bind: str, workers: int) -> None:
    """Replace this process with the web server."""
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    words = [gunicorn, "jembatan.site.wsgi:application", "--bind", bind, "--workers", str(workers)]
    words += ["--worker-class", "gthread", "--threads", "4", "--access-logfile", os.devnull]
    sys.stdout.flush()
    os.execv(gunicorn, words)  # noqa: S606 - no shell, fixed words
