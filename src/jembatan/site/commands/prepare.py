"""Make this installation ready to serve: tables, places, static files."""

import argparse

HELP = "apply migrations, load places, collect static files; quick when nothing changed"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    from jembatan.site.preparing import collect_static, load_places, prepare_database

    prepare_database()
    load_places()
    collect_static()
    return 0
