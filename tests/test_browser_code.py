"""The scripts of pages: their types, and the unit tests in `tests/js`, run by Node."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.node import PACKAGES, check_types, run_node

UNIT_TESTS = sorted(PACKAGES.glob("*.test.mjs"))
QUIET = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
"""The sources are modules without a `package.json` that says so, which only costs Node a second look."""


@pytest.mark.parametrize("path", UNIT_TESTS, ids=[path.name for path in UNIT_TESTS])
def test_unit_tests_of_browser_code_pass(path: Path) -> None:
    told = run_node("--test", "--test-reporter=tap", QUIET, str(path))
    assert told.returncode == 0, told.stdout + told.stderr
    passed = re.search(r"^# pass (\d+)$", told.stdout, re.MULTILINE)
    assert passed, told.stdout
    assert int(passed[1]) > 0, f"{path.name} tests nothing"


def test_browser_code_has_sound_types() -> None:
    told = check_types()
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_lock_pins_every_package_and_names_no_registry() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
