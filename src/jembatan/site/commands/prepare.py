"""Make this installation ready to serve: tables, static files."""

import argparse

HELP = "apply migrations and collect static files; quick when nothing changed"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    from jembatan.site.preparing import collect_static, prepare_database

    prepare_database()
    collect_static()
    return 0
