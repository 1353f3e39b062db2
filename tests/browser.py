"""Finds a Chromium for the tests, or installs one: `python -m tests.browser`.

A browser that is there is used. Else Debian's package is installed where that may be done; else
Playwright's own download is tried; else this says what to do.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.debian import install_package, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADVICE = """\
The tests need a Chromium browser, and none could be found or installed. Do one of these:
  - install one:              apt-get install chromium   (or your system's package)
  - let Playwright fetch one: .venv/bin/playwright install chromium
  - name the one you have:    CHROMIUM=/path/to/chromium make test"""


def find_browser() -> str | None:
    """The path of a Chromium, from CHROMIUM, the search path, or Playwright's own folder."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Try each way of installing one, until one is there."""
    print("Installing a browser for the tests ...", file=sys.stderr)
    install_package("chromium")
    if find_browser() is None:
        run(sys.executable, "-m", "playwright", "install", "chromium")


if __name__ == "__main__":
    if find_browser() is None:
        install_browser()
    if (browser := find_browser()) is None:
        sys.exit(ADVICE)
    print(f"Browser for the tests: {browser}")
