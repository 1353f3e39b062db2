"""Installs one of Debian's packages for the tests, where that may be done without asking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def run(*command: str) -> bool:
    """Show a command, run it, and say whether it worked."""
    print("  " + " ".join(command), file=sys.stderr)
    try:
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def install_package(name: str) -> bool:
    """Install a package, as root or with a sudo that asks nothing; False where that cannot be done."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    install = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", name]
    return run(*install) or (run(*sudo, "apt-get", "update", "-qq") and run(*install))
