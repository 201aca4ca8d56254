"""The newcomer's command: a believable district, the main job run on it, the site served."""

import argparse
import os
import secrets
import sys
import time
from pathlib import Path

HELP = "load the demo district, run the main job on it, print log-ins and serve the site"
NEEDS_DATABASE = True

SEED = 2026


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="stop before serving")
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the district's people (default 1)")


def run(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from jembatan.site.commands.serve import serve

    started = time.monotonic()
    password = _password(settings.HOME)
    _load(settings.HOME, arguments.scale, password)
    _say(f"ready after {time.monotonic() - started:.0f} s")
    _print_logins(password, arguments.bind)
    if arguments.no_serve:
        return 0
    return serve(arguments.bind, workers=2)


def _load(home: Path, scale: float, password: str) -> None:
    """Every step does only what is not there yet, so a second run is quick and a cut one goes on."""
    from django.utils import timezone

    from jembatan.site.demo import cooperation, district, staging
    from jembatan.site.preparing import collect_static, load_places, prepare_database
    from jembatan.tabular.progress import Steps

    _say("database")
    prepare_database()
    collect_static()
    _say("places")
    load_places()
    staging.cast_accounts(password)
    _say("files of the district")
    written = district.build(seed=SEED, scale=scale, out=home / "demo", progress=Steps())
    today = staging.day_of(written.folder)
    new = staging.import_all(written.folder, today=today)
    staging.reconcile_district(today=today, anew=new > 0)
    staging.draft_plans(today=today)
    _say("cooperations")
    # Clocks of agreements run on the real calendar, so their stories are told as of the real day.
    cooperation.load_register(today=timezone.localdate())
    cooperation.tell_stories(today=timezone.localdate())


def _password(home: Path) -> str:
    """The cast's password: from the environment, else made once for this machine."""
    if chosen := os.environ.get("JEMBATAN_DEMO_PASSWORD"):
        return chosen
    path = home / "keys" / "demo_password"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"jembatan-{secrets.token_hex(4)}", encoding="ascii")
    return path.read_text(encoding="ascii")


def _print_logins(password: str, bind: str) -> None:
    from jembatan.accounts.rules.roles import ROLES
    from jembatan.site.demo.cast import CAST

    print(f"\n  http://{bind}/   password of all: {password}\n")
    for member in CAST:
        title = ROLES[member.role].title if member.role else "Outsider (sees nothing)"
        print(f"  {member.username:<22} {title:<28} {', '.join(member.places)}")
    print("\n  All people are invented; every NIK begins with 99.\n", flush=True)


def _say(step: str) -> None:
    print(f"demo: {step}", file=sys.stderr, flush=True)
