"""Finds a Chromium for the tests, or installs one: `python tests/browser.py`.

A browser that is there is used. Else Debian's package is installed where that may be done; else
Playwright's own download is tried; else this says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def _run(*command: str) -> bool:
    print("  " + " ".join(command), file=sys.stderr)
    try:
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def install_browser() -> None:
    """Try each way of installing one, until one is there."""
    print("Installing a browser for the tests ...", file=sys.stderr)
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if _run(*sudo, "apt-get", "update", "-qq"):
            _run(*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "chromium")
    if find_browser() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


if __name__ == "__main__":
    if find_browser() is None:
        install_browser()
    if (browser := find_browser()) is None:
        sys.exit(ADVICE)
    print(f"Browser for the tests: {browser}")
