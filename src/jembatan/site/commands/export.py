"""Take what is public away as files that other systems read."""

import argparse
from pathlib import Path

from jembatan.workflow.refusals import Refused

HELP = "write the public register as csv, datapackage or iati files into a folder"
NEEDS_DATABASE = True
KINDS = ("csv", "datapackage", "iati")


class NotAFolder(Refused):
    code = "export.not_a_folder"
    status = 400
    sentence = "%(folder)s is a file. Name a folder; it is made when it is not there."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=KINDS,
        help="csv: the register as `jembatan register` takes it in; datapackage: tables with their description "
        "(Frictionless); iati: IATI 2.03 activities of what was signed",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")
    parser.add_argument(
        "--place", default="", metavar="CODE", help="only what lies in this region, e.g. 35.09"
    )
    parser.add_argument("--publisher", metavar="ID", help="iati: the identifier IATI gave the publisher")
    parser.add_argument("--publisher-name", metavar="NAME", help="iati: the publisher's name")
    parser.add_argument(
        "--publisher-type",
        default="10",
        choices=("10", "11", "15"),
        help="iati: 10 government, 11 local, 15 other",
    )


def run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from jembatan.agreements.exchange.export import FORMATS, Order
    from jembatan.agreements.exchange.iati import UNREGISTERED, Publisher

    if arguments.out.is_file():
        raise NotAFolder(folder=arguments.out.name)
    usual = Publisher()
    publisher = Publisher(
        identifier=arguments.publisher or UNREGISTERED,
        name=arguments.publisher_name or usual.name,
        type=arguments.publisher_type,
    )
    made = FORMATS[arguments.kind](Order(arguments.place, publisher, timezone.localtime()), arguments.out)
    for file in made:
        print(f"{file.path}: {file.records} records")
    if arguments.kind == "iati" and not arguments.publisher:
        print("not to be published yet: register as a publisher with IATI and name it with --publisher")
    return 0
