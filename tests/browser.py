"""A real headless Chromium, and a page in it that tells of everything it asked for and complained about."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
             "--autoplay-policy=document-user-activation-required")  # fmt: skip


@dataclass(slots=True)
class Opened:
    """`complaints`: console messages and uncaught errors; `asked`: the addresses requested, the page's own first."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def off_the_machine(self) -> list[str]:
        return [address for address in self.asked if urlsplit(address).scheme not in ("file", "data", "blob")]


@contextmanager
def counting_server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths it has been asked for."""
    reached: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reached.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Not on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", reached
    finally:
        server.shutdown()
        server.server_close()


def until(page: Page, expression: str, seconds: float = 10) -> None:
    """Wait for `expression` to hold; the page's policy refuses what playwright's own waiting would have it evaluate."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"never so: {expression}"
        page.wait_for_timeout(20)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, as `CHROMIUM` names it or as it is found; without one the test is skipped, but never in CI."""
    found = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI must have Chromium: apt-get install chromium")
    if found is None:
        pytest.skip("no Chromium on this machine: install one, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@contextmanager
def opened(
    chromium: Browser, file: Path, place: str = "", *, scheme: Literal["light", "dark"] = "light", width: int = 1300
) -> Iterator[Opened]:
    """`file` opened from the disk, at `#place`."""
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    shown = Opened(page)
    page.on("console", lambda message: shown.complaints.append(message.text))
    page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    page.on("request", lambda request: shown.asked.append(request.url))
    page.goto(file.as_uri() + place)
    try:
        yield shown
    finally:
        page.close()
