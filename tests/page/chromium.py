"""Finds a Chrome or Chromium for the tests; on Debian as root it installs the distribution's own."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
COMMAND = "apt-get install chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


def required() -> bool:
    """Tell whether the browser tests must run: in CI a missing browser is a failure, not a skip."""
    return os.environ.get("BACKGUIDE_BROWSER_TESTS") == "required"


def installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def find() -> str | None:
    """Return the path of a browser, or None where there is none and none can be installed."""
    return installed() or (installed() if _install() else None)


def _install() -> bool:
    if os.geteuid() != 0 or not os.path.exists("/etc/debian_version") or not shutil.which("apt-get"):
        return False
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 600}
    steps = (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
    try:
        return all(subprocess.run(step, **quiet).returncode == 0 for step in steps)  # type: ignore[call-overload]
    except subprocess.TimeoutExpired:
        return False
