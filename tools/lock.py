"""Writes the locks in requirements/ anew; they hold hashes and name no host."""
from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = ROOT / ".tools" / "bin" / "uv"


def main() -> None:
    """Lock the requirements of serving, of PDFs, of tests and of the baseline for Python 3.10."""
    for name in ("serve", "pdf", "dev", "baseline"):
        folder = ROOT / "requirements"
        # the baseline is Rasa as it comes, with tensorflow
        overrides: list[str | Path] = [] if name == "baseline" else ["--overrides", folder / "overrides.txt"]
        subprocess.run([UV, "pip", "compile", "--quiet", "--generate-hashes", "--no-emit-index-url", "--no-header",
                        "--no-annotate", "--python-version", "3.10", *overrides,
                        "-o", folder / f"{name}.txt", folder / f"{name}.in"], check=True)


if __name__ == "__main__":
    main()
