"""Load the official places into the database, or ask which place a written name means."""

import argparse
import json
from dataclasses import asdict

from jembatan.tabular.progress import Progress

HELP = "load the official places and schools, or ask which place a name or code means"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="load|which")
    load = verbs.add_parser("load", help="write places, retired codes and schools into the database")
    load.add_argument("--only", metavar="CODE", help="just this place and what lies in it, e.g. 35.09")
    which = verbs.add_parser("which", help="which village a name or code means, as JSON")
    which.add_argument("name")
    which.add_argument("--subdistrict", metavar="NAME_OR_CODE")
    which.add_argument("--district", metavar="NAME_OR_CODE")
    which.add_argument("--province", metavar="NAME_OR_CODE")


def run(arguments: argparse.Namespace) -> int:
    return _load(arguments.only) if arguments.verb == "load" else _which(arguments)


def _load(only: str | None) -> int:
    from jembatan.places import actions
    from jembatan.places.engine.packaged import EDITION

    scope = actions.scope_of(only)
    if actions.is_loaded(scope):
        print(f"{EDITION} is already loaded; nothing to do")
        return 0
    with Progress("places", actions.rows_to_load(scope)) as progress:
        loaded = actions.load_reference(only=only, advance=progress.advance)
    print(f"{EDITION}: {loaded.regions} places, {loaded.retired} retired codes, {loaded.schools} schools")
    if loaded.left_over:
        print(f"{loaded.left_over} places of an earlier edition are kept, because records may point at them")
    return 0


def _which(arguments: argparse.Namespace) -> int:
    from jembatan.places.engine.gazetteer import Gazetteer

    gazetteer = Gazetteer.packaged()
    answer = gazetteer.village(
        arguments.name,
        subdistrict=arguments.subdistrict,
        district=arguments.district,
        province=arguments.province,
    )
    candidates = [asdict(place) for code in answer.candidates if (place := gazetteer.region(code))]
    place = gazetteer.region(answer.code) if answer.code else None
    print(
        json.dumps(
            {"reason": answer.reason, "place": place and asdict(place), "candidates": candidates},
            ensure_ascii=False,
            indent=2,
        )
    )
    return 0
