"""How the register behaves when it is large: 5,000 agreements, and 250 with ten years of history.

    .venv/bin/python -m bench.agreements            both worlds, in databases of their own
    .venv/bin/python -m bench.agreements --write    and write the table into docs/benchmarks.md

Each page is asked for five times; the quickest counts. Times are told as ratios to the plain list of the small
world, so that two machines can be compared; milliseconds of CPU stand beside them: everything runs in one
process, and what else the machine does does not count.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIMES = 5
ADDRESSES = {
    "list": "/kerja-sama/",
    "second page": "/kerja-sama/?mulai=KSDPL-3",
    "filter: place, country, field, year": "/kerja-sama/?wilayah=35&negara=JP&bidang=education&tahun=2015",
    "filter: in force and dormant": "/kerja-sama/?keadaan=in_force&tanda=dormant",
    "filter: overlapping": "/kerja-sama/?tanda=overlap",
    "search: a word of a title": "/kerja-sama/?q=nomor+77",
    "search: a partner": "/kerja-sama/?q=Contoh+12",
    "story page": "/kerja-sama/{reference}/",
    "claims": "/kerja-sama/{reference}/klaim/",
    "public list": "/register/",
    "public map": "/register/peta/",
    "export CSV": "/kerja-sama/unduh.csv",
    "export Excel": "/kerja-sama/unduh.xlsx",
    "open data JSON": "/register/data.json",
    "API, 200 records": "/api/v1/agreements?limit=200",
}


@dataclass(frozen=True, slots=True)
class Timed:
    """One page in one world."""

    name: str
    status: int
    queries: int
    milliseconds: float
    bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["JEMBATAN_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jembatan.site.settings")
        worlds = {
            "250 × 10 years": run(places=25, each=10, years=10),
            "5,000": run(places=500, each=10, years=1),
        }
    table = "\n".join(lines(worlds))
    print(table)
    if arguments.write:
        write_between_marks(table, Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md")


def write_between_marks(table: str, path: Path) -> None:
    """Put the table between MARKS of the page, at its end when the marks are not there yet."""
    page = path.read_text(encoding="utf-8")
    if MARKS[0] not in page:
        page += f"\n{HEADING}\n\n{MARKS[0]}\n{MARKS[1]}\n"
    before, rest = page.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    path.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


MARKS = ("<!-- agreements: begin -->", "<!-- agreements: end -->")
HEADING = """## The register of cooperations when it is large

`.venv/bin/python -m bench.agreements --write` fills two databases set-based, 250 agreements with ten years of
activities and meetings, and 5,000 agreements (ten for each of 500 regencies and cities), and asks for every page five
times on SQLite; the quickest counts. `×` is the ratio to the plain list of the small world in the same run, then
queries, milliseconds of CPU and kilobytes. A page shows 40 agreements whatever the number; only exports grow with
what they hold: two queries for every 2,000 rows."""


def run(*, places: int, each: int, years: int) -> dict[str, Timed]:
    """A fresh database with so many agreements, and every page of it."""
    client, reference = prepared(places, each, years)
    return {
        name: timed(client, name, address.format(reference=reference)) for name, address in ADDRESSES.items()
    }


def prepared(places: int, each: int, years: int) -> tuple[Any, str]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from bench.many_agreements import fill
    from jembatan.accounts.models import User
    from jembatan.agreements.models import Agreement
    from jembatan.ledger.actions import assign, open_account
    from jembatan.ledger.machine import machine_account
    from jembatan.places.actions import load_reference
    from jembatan.places.models import Region

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_reference()
    machine = machine_account()
    codes = list(Region.objects.districts().order_by("code").values_list("code", flat=True)[:places])
    started = time.perf_counter()
    made = fill(codes, each=each, years=years, by=machine)
    print(f"{made:,} agreements in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    by = open_account(username="bench", full_name="Bench", password=None, at="ID", by=machine)
    assign(by, role="ministry_supervisor", at="ID", since=machine.date_joined.date(), by=machine)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="bench"))
    signed = Agreement.objects.in_force().order_by("reference").values_list("reference", flat=True)
    return client, signed[made // 3]


def timed(client: Any, name: str, address: str) -> Timed:
    """The quickest of TIMES askings."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    best: Timed | None = None
    for _time in range(TIMES):
        with CaptureQueriesContext(connection) as captured:
            started = time.process_time()
            answer = client.get(address)
            size = len(b"".join(answer.streaming_content)) if answer.streaming else len(answer.content)
            spent = (time.process_time() - started) * 1000
        if best is None or spent < best.milliseconds:
            best = Timed(name, answer.status_code, len(captured), spent, size)
    assert best is not None
    return best


def lines(worlds: dict[str, dict[str, Timed]]) -> Iterator[str]:
    """The table, one line a page."""
    floor = next(iter(worlds.values()))["list"].milliseconds
    yield "| page | " + " | ".join(f"{world}: × · queries · ms · kB" for world in worlds) + " |"
    yield "|---|" + "---|" * len(worlds)
    for name in ADDRESSES:
        cells = []
        for pages in worlds.values():
            page = pages[name]
            numbers = (f"{page.milliseconds / floor:.1f}", page.queries, round(page.milliseconds))
            told = " · ".join(str(number) for number in (*numbers, round(page.bytes / 1000)))
            cells.append(told if page.status == 200 else f"status {page.status}")
        yield f"| {name} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
