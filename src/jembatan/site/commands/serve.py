"""Serve the site on this machine, with the worker that does the long work beside it."""

import argparse

from jembatan.site.supervising import keep_running, web_server, worker

HELP = "serve the site (default http://127.0.0.1:8000) and do the long work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--no-worker", action="store_true", help="only the site; a worker runs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    return serve(arguments.bind, arguments.workers, with_worker=not arguments.no_worker)


def serve(bind: str, workers: int, *, with_worker: bool = True) -> int:
    """Serve until stopped. Returns the exit code of whatever ended first, 0 when asked to stop."""
    return keep_running([web_server(bind, workers), *([worker()] if with_worker else [])])
