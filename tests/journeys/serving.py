"""A whole installation for the journeys, in a process of its own: tables, static files, a district, the server.

usage: JEMBATAN_HOME=FOLDER python -m tests.journeys.serving PORT
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jembatan.site.settings")
PASSWORD = "kata-sandi-contoh"
CHILD_KEY = "siti-contoh"


def main(port: str) -> None:
    """Prepare everything, then become the server that a real office runs."""
    django.setup()
    _prepare()
    server = [sys.executable, "-m", "gunicorn", "jembatan.site.wsgi", "--bind", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [*server, "--threads", "4", "--log-level", "warning"])


def _prepare() -> None:
    from django.db import connection, transaction

    from jembatan.site.preparing import collect_static, prepare_database
    from tests.journeys.cooperations import prepare

    prepare_database()
    collect_static()
    with transaction.atomic():
        _district()
        prepare(PASSWORD)
    connection.close()


def _district() -> None:
    """A reconciled district with two villages, and one person of each kind."""
    from tests.builders import JEMBER, LENGKONG, SUCO, person
    from tests.reconciled import child, reconciliation, record_behind

    for username, role, place_code in (
        ("operator", "village_operator", SUCO),
        ("analis", "district_analyst", JEMBER),
        ("mitra", "partner", JEMBER),
    ):
        user = person(username, role, at=place_code)
        user.set_password(PASSWORD)
        user.save()
    run = reconciliation()
    claims = {
        "census": {"name": "SITI CONTOH", "attending": "no", "birth_date": "2012-03-05"},
        "roster": {"name": "SITTI CONTOH", "attending": "yes", "birth_date": "2012-03-05"},
    }
    told = {
        "standing": "conflict",
        "reason": "census_out_roster_in",
        "next_step": "visit",
        "portal_status": "DO",
    }
    one = child(
        run, SUCO, key=CHILD_KEY, name="Siti Contoh", cause_main="2", causes=["2"], claims=claims, **told
    )
    record_behind(one)
    record_behind(one, kind="roster")
    for status, count in (("never_attended", 3), ("dropped_out", 7), ("in_school", 9), ("unresolved", 2)):
        for _ in range(count):
            child(run, SUCO, status=status, cause_main="7")
    for _ in range(12):
        child(run, LENGKONG, status="not_continued", grade=9)


if __name__ == "__main__":
    main(sys.argv[1])
