"""Sets up everything that the bot (or its tests) need, once, from the locks.

    python3 tools/setup.py [serve|dev]

Needs nothing but a Python with pip; installs uv beside the project, then the
locked packages into .venv (Python 3.10, which Rasa 3.6 demands).
"""
from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS, VENV = ROOT / ".tools", ROOT / ".venv"
UV_VERSION = "0.13.9"
UV = TOOLS / "bin" / "uv"
PYTHON = VENV / "bin" / "python"
STUB = ROOT / "requirements" / "stubs" / "tensorflow"


def run(*command: object, step: str) -> None:
    """Run a command; on failure print what it said and stop."""
    print(f"  {step} ...", flush=True)
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}\nsetup failed while: {step}")


def wanted(name: str) -> str:
    """Return a hash of what must be installed for `name`."""
    digest = hashlib.sha256(UV_VERSION.encode())
    for file in (ROOT / "requirements" / f"{name}.txt", *sorted(STUB.rglob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_ready(name: str) -> bool:
    """Tell whether `name` is installed; the test environment holds all of the other."""
    stamps = {"serve": ("serve", "dev"), "dev": ("dev",)}[name]
    return PYTHON.exists() and any(
        (VENV / f".{stamp}").exists() and (VENV / f".{stamp}").read_text() == wanted(stamp) for stamp in stamps)


def main() -> None:
    """Bring .venv up to date."""
    name = sys.argv[1] if len(sys.argv) > 1 else "serve"
    if is_ready(name):
        return
    print("Setting up (once; a minute or two):", flush=True)
    if not UV.exists():
        venv.create(TOOLS, with_pip=True)
        run(TOOLS / "bin" / "pip", "install", "--quiet", f"uv=={UV_VERSION}", step="installing uv")
    if not PYTHON.exists():
        run(UV, "venv", "--python", "3.10", VENV, step="making a Python 3.10 environment")
    run(UV, "pip", "install", "--python", PYTHON, "--require-hashes", "--no-deps", "-r",
        ROOT / "requirements" / f"{name}.txt", step="installing the locked packages")
    run(UV, "pip", "install", "--python", PYTHON, "--no-deps", "--no-build-isolation", "--reinstall", STUB,
        step="installing the stand-in for tensorflow")
    (VENV / f".{name}").write_text(wanted(name))


if __name__ == "__main__":
    main()
