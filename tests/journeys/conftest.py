"""A real Chromium against a real server: the district of the journeys, its people, and a careful visitor."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

from scripts.browser import chromium
from tests.journeys.serving import PASSWORD

PROJECT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SECONDS_TO_START = 300


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as an office runs it: gunicorn, collected static files, a database file of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("office")
    settings = {"JEMBATAN_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/jembatan.sqlite3"}
    environment = os.environ | settings | {"PYTHONPATH": f"{PROJECT}/src:{PROJECT}"}
    with (home / "server.log").open("w") as log:
        command = [sys.executable, "-m", "tests.journeys.serving", str(port)]
        server = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=log, stderr=log)
    try:
        _await(f"http://127.0.0.1:{port}/health", server, home / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium()), args=list(FLAGS))
        yield started
        started.close()


class Visitor:
    """Somebody at a browser who looks at every page twice: with eyes for errors, and with axe."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._hear(said.type, said.text))

    def _hear(self, kind: str, text: str) -> None:
        # A page that is not for this visitor answers 404, and the browser says so.
        if kind in ("error", "warning") and "404" not in text:
            self.complaints.append(text)

    def opens(self, path: str, *, status: int = 200) -> Response:
        """Open an address and check the page."""
        response = self.page.goto(self.address + path)
        assert response is not None and response.status == status, path
        self.looks()
        return response

    def follows(self, name: str) -> None:
        """Follow the link with this name and check the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()
        self.looks()

    def presses(self, name: str) -> None:
        """Press the button with this name and check the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()
        self.looks()

    def looks(self) -> None:
        """The page has no error, no barrier that axe knows, and fits the window."""
        found = Axe().run(self.page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], self.page.url
        assert self.complaints == [], self.page.url
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wider) == 0, f"{self.page.url} is wider than the window"
        assert self.page.get_attribute("html", "lang") in ("id", "en")

    def sees(self, text: str) -> bool:
        """Whether the text can be read on the page."""
        return text in self.page.inner_text("body")


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def visit(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[Callable[[str], Visitor]]:
    """Sign somebody in, on a phone and at a desk."""
    contexts = []

    def sign_in(username: str) -> Visitor:
        context = browser.new_context(locale="id-ID", viewport=request.param)
        contexts.append(context)
        visitor = Visitor(context.new_page(), address)
        visitor.opens("/akun/login/")
        visitor.page.fill("input[name=login]", username)
        visitor.page.fill("input[name=password]", PASSWORD)
        with visitor.page.expect_navigation():
            visitor.page.click("main button.primary")
        visitor.looks()
        return visitor

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def enter(browser: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    """Sign people in side by side, each in a browser window of their own; "" comes without an account."""
    contexts = []

    def sign_in(username: str, *, javascript: bool = True) -> Visitor:
        context = browser.new_context(locale="id-ID", viewport=DESK, java_script_enabled=javascript)
        contexts.append(context)
        visitor = Visitor(context.new_page(), address)
        if username:
            visitor.page.goto(f"{address}/akun/login/")
            visitor.page.fill("input[name=login]", username)
            visitor.page.fill("input[name=password]", PASSWORD)
            with visitor.page.expect_navigation():
                visitor.page.click("main button.primary")
        return visitor

    yield sign_in
    for context in contexts:
        context.close()
