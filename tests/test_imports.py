"""The core stands alone."""
from __future__ import annotations

import subprocess
import sys

CODE = """
import importlib, pkgutil, sys, backguide
for module in pkgutil.walk_packages(backguide.__path__, "backguide."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print([name for name in sys.modules if name.split(".")[0] in ("rasa", "rasa_sdk", "tensorflow", "torch")])
"""


def test_the_core_imports_no_rasa() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_stand_in_for_tensorflow_fails_closed() -> None:
    code = "import tensorflow as tf; tf.keras.layers.Dense(3)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and "left out of this bot" in done.stderr
