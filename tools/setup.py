"""Sets up everything that the bot (or its tests) need, once, from the locks.

    python3 tools/setup.py [serve|pdf|dev|baseline|training]

Needs nothing but a Python with pip; installs uv beside the project, then the
locked packages into .venv (Python 3.10, which Rasa 3.6 demands). `pdf` adds
what makes PDFs. `baseline` is
Rasa as it comes, with tensorflow, in .venv-baseline: only to compare with;
`training` makes the reader, with torch, in .venv-training.
"""
from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".tools"
UV_VERSION = "0.13.9"
UV = TOOLS / "bin" / "uv"
# what stands apart from the bot: its environment's Python
APART = {"baseline": "3.10", "training": "3.11"}
LOCKS = {"training": ROOT / "training" / "requirements.txt"}
# not in the lock: its builds differ by machine (CPU, CUDA, ROCm), and any of them will do
TORCH = "torch==2.13.0"
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
    for file in (lock(name), *sorted(STUB.rglob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def lock(name: str) -> Path:
    """Return the file of hashes that `name` is installed from."""
    return LOCKS.get(name, ROOT / "requirements" / f"{name}.txt")


def folder(name: str) -> Path:
    """Return the environment that `name` is installed into."""
    return ROOT / (f".venv-{name}" if name in APART else ".venv")


def is_ready(name: str) -> bool:
    """Tell whether `name` is installed; a larger environment holds all of a smaller one."""
    stamps = {"serve": ("serve", "pdf", "dev"), "pdf": ("pdf", "dev")}.get(name, (name,))
    return (folder(name) / "bin" / "python").exists() and any(
        (folder(name) / f".{stamp}").exists() and (folder(name) / f".{stamp}").read_text() == wanted(stamp)
        for stamp in stamps)


def main() -> None:
    """Bring an environment up to date."""
    name = sys.argv[1] if len(sys.argv) > 1 else "serve"
    if is_ready(name):
        return
    python = folder(name) / "bin" / "python"
    print("Setting up (once; a minute or two):", flush=True)
    if not UV.exists():
        venv.create(TOOLS, with_pip=True)
        run(TOOLS / "bin" / "pip", "install", "--quiet", f"uv=={UV_VERSION}", step="installing uv")
    if not python.exists():
        version = APART.get(name, "3.10")
        run(UV, "venv", "--python", version, folder(name), step=f"making a Python {version} environment")
    if name == "training":
        run(UV, "pip", "install", "--python", python, TORCH, step="installing torch")
    run(UV, "pip", "install", "--python", python, "--require-hashes", "--no-deps", "-r", lock(name),
        step="installing the locked packages")
    if name not in APART:
        run(UV, "pip", "install", "--python", python, "--no-deps", "--no-build-isolation", "--reinstall", STUB,
            step="installing the stand-in for tensorflow")
    (folder(name) / f".{name}").write_text(wanted(name))


if __name__ == "__main__":
    main()
