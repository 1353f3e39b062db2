"""What this project depends on: each with a reason, a pin, a licence, and a place in the bill of materials."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from generator import __version__
from release import audit
from release.audit import Finding, UnansweredError, pinned
from release.dist import build_release
from release.licences import PATH, render_licences
from release.pins import Pin, read_pins


@pytest.fixture(scope="module")
def pins() -> list[Pin]:
    return read_pins()


@pytest.fixture(scope="module")
def settings(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def names_in(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=~!;\[]", entry, maxsplit=1)[0].lower().replace("_", "-") for entry in requirements}


def test_every_dependency_has_its_reason_in_architecture_md(root: Path, settings: dict[str, Any]) -> None:
    project = settings["project"]
    needed = names_in([*project["dependencies"], *settings["build-system"]["requires"]])
    needed |= names_in([entry for extra in project["optional-dependencies"].values() for entry in extra])
    needed |= names_in([entry for group in settings["dependency-groups"].values() for entry in group])
    for file in ("tests/js/package.json", "benchmarks/node/package.json"):
        npm = json.loads((root / file).read_text(encoding="utf-8"))
        needed |= {*npm.get("dependencies", {}), *npm["devDependencies"]}
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## Dependencies, and why each is there")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)[1:]
    told = {
        name.removesuffix(" (npm)").strip().lower().replace("_", "-"): why
        for names, why in rows
        for name in names.split(",")
    }
    assert set(told) == needed
    assert all(len(why.split()) > 2 for why in told.values())


def test_everything_is_pinned_with_hashes_and_no_file_names_a_registry(root: Path) -> None:
    for name in audit.FILES:
        text = (root / name).read_text(encoding="utf-8")
        blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)
        assert len(blocks) > 1
        assert all("--hash=sha256:" in block for block in blocks if "==" in block), name
        assert "://" not in text, name
        assert "index-url" not in text, name


def test_the_pins_hold_what_the_package_needs(pins: list[Pin], settings: dict[str, Any]) -> None:
    ours = {pin.name for pin in pins if "handbook-generator" in pin.parents}
    assert ours == names_in(settings["project"]["dependencies"])
    assert all(pin.parents for pin in pins)
    assert {parent for pin in pins for parent in pin.parents} <= {pin.name for pin in pins} | {"handbook-generator"}


def test_the_list_of_licences_is_current(pins: list[Pin]) -> None:
    assert PATH.read_text(encoding="utf-8") == render_licences(pins), "run: make licences"


def test_a_package_without_a_known_licence_is_not_guessed() -> None:
    with pytest.raises(LookupError, match="not-there is not installed"):
        _ = Pin("not-there", "1", "", ()).licence


def test_a_release_has_a_valid_bill_of_materials(tmp_path: Path, pins: list[Pin]) -> None:
    made = build_release(tmp_path)
    sbom = next(path for path in made if path.name.endswith(".cdx.json"))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.read_text()) is None
    bom = json.loads(sbom.read_text())
    assert bom["metadata"]["component"]["version"] == __version__
    assert [(entry["name"], entry["version"]) for entry in bom["components"]] == [
        (pin.name, pin.version) for pin in pins
    ]
    refs = {entry["bom-ref"] for entry in bom["components"]} | {bom["metadata"]["component"]["bom-ref"]}
    assert {entry["ref"] for entry in bom["dependencies"]} == refs
    reached, todo = set(), [bom["metadata"]["component"]["bom-ref"]]
    needs = {entry["ref"]: entry["dependsOn"] for entry in bom["dependencies"]}
    while todo:
        ref = todo.pop()
        if ref not in reached:
            reached.add(ref)
            todo += needs[ref]
    assert reached == refs, "something is listed that nothing needs"


def test_the_validator_would_notice() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str('{"bomFormat": "CycloneDX", "extra": 1}') is not None


def test_the_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    *files, sums = build_release(tmp_path)
    lines = dict(reversed(line.split("  ")) for line in sums.read_text().splitlines())
    assert lines == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# --- known weaknesses --------------------------------------------------------------------------

KNOWN = {"id": "PYSEC-2026-1", "summary": "Reads too much.\nMore.", "fixed_in": ["2.0"], "withdrawn": None}


def test_a_known_weakness_is_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    def ask(path: str) -> bytes:
        taken_back = {**KNOWN, "id": "PYSEC-2026-2", "withdrawn": "2026-01-01"}
        return json.dumps({"vulnerabilities": [KNOWN, taken_back] if "/jinja2/" in path else []}).encode()

    assert audit.main(ask) == 1
    said = capsys.readouterr().out
    (jinja,) = (pin for pin in pinned() if pin.name == "jinja2")
    assert said == (
        f"jinja2 {jinja.version}: PYSEC-2026-1: Reads too much.\n"
        "  hint: mended in 2.0: raise the pin\n"
        f"{len(pinned())} packages asked about, 1 known weaknesses\n"
    )


def test_nothing_known_is_said_with_how_many_were_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(lambda _: b'{"vulnerabilities": []}') == 0
    assert capsys.readouterr().out == f"{len(pinned())} packages asked about, 0 known weaknesses\n"


@pytest.mark.parametrize("answer", [b"<html>", b"{}"])
def test_an_index_that_does_not_tell_is_no_good_news(answer: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(lambda _: answer) == 2
    assert "Nothing is known either way" in capsys.readouterr().err


def test_an_index_that_cannot_be_reached_is_told() -> None:
    def ask(_path: str) -> bytes:
        raise OSError("no route")

    with pytest.raises(UnansweredError, match="no route"):
        list(audit.audit(pinned(), ask))
    assert str(Finding(Pin("a", "1", "", ()), "X", "y", ())).endswith("hint: not mended yet")
