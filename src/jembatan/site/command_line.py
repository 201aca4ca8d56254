"""The command line: finds the command, runs it, turns a refusal into one sentence.

Exit codes: 0 done, 1 refused, 2 wrong use. Commands that need the database say so with
`NEEDS_DATABASE = True`; all others run without Django, settings or a server.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

import jembatan.site.commands
from jembatan import __version__
from jembatan.workflow.refusals import Refused

DONE, REFUSED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    names = command_names()
    if not words or words[0] in ("-h", "--help"):
        print(_overview(names))
        return DONE if words else WRONG_USE
    if words[0] == "--version":
        print(f"jembatan {__version__}")
        return DONE
    if words[0] not in names:
        print(f"jembatan: there is no command '{words[0]}'. See jembatan --help.", file=sys.stderr)
        return WRONG_USE
    return _run(_module(words[0]), words)


def command_names() -> list[str]:
    """Every command there is, as typed."""
    found = pkgutil.iter_modules(jembatan.site.commands.__path__)
    return sorted(module.name.replace("_", "-") for module in found)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"jembatan.site.commands.{name.replace('-', '_')}")


def _run(command: ModuleType, words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog=f"jembatan {words[0]}", description=command.HELP)
    command.add_arguments(parser)
    try:
        parsed = parser.parse_args(words[1:])
    except SystemExit as stop:
        return int(stop.code or 0)
    if getattr(command, "NEEDS_DATABASE", False):
        _start_django()
    try:
        return int(command.run(parsed))
    except Refused as refusal:
        print(f"jembatan {words[0]}: {refusal}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print(f"jembatan {words[0]}: stopped; nothing is half-written.", file=sys.stderr)
        return INTERRUPTED


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jembatan.site.settings")
    importlib.import_module("django").setup()


def _overview(names: list[str]) -> str:
    lines = ["usage: jembatan COMMAND ...", "", "commands (each has --help):"]
    lines += [f"  {name:<16} {_module(name).HELP.strip().splitlines()[0]}" for name in names]
    return "\n".join(lines)
