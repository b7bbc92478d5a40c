"""The network: an encoder, one query per finding over its tokens, three heads on the whole message."""
from __future__ import annotations

import math
from typing import Any, Iterator, NamedTuple, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training import base, intents
from training.catalogue import CLASSES, MESSAGE_CLASSES, catalogue

DROPOUT = 0.1
# logits before any training: most findings are not mentioned
START = (2.0, -1.0, -1.5, -2.0, -2.5, -2.5, -2.5)
# sharpens attention so that a query can settle on one token
SHARPNESS = 8.0


class Heads(NamedTuple):
    """What the network gives for a batch: logits, but attention and vectors as they are.

    Shapes: findings (batch, findings, classes), message (batch, 4), attention
    (batch, findings, tokens), vector (batch, width), subject (batch, 2),
    intent (batch, intents), times (batch, tokens): how far a token speaks of
    the pain's length, as training/times.py fits it.
    """

    findings: Tensor
    message: Tensor
    attention: Tensor
    vector: Tensor
    subject: Tensor
    intent: Tensor
    times: Tensor


class Network(nn.Module):
    """An encoder under four heads: findings, the message's danger, who the patient is, the intent."""

    def __init__(self, encoder: Any = None, width: int = base.WIDTH) -> None:
        super().__init__()
        findings = len(catalogue().order)
        self.encoder = encoder if encoder is not None else _encoder()
        self.queries = nn.Parameter(torch.randn(findings, width) * 0.02)
        self.keys = nn.Linear(width, width)
        self.weights = nn.Parameter(torch.randn(findings, 2 * width, len(CLASSES)) * 0.02)
        self.biases = nn.Parameter(torch.tensor(START).repeat(findings, 1))
        self.message = nn.Linear(width, len(MESSAGE_CLASSES))
        self.subject = nn.Linear(width, 2)
        self.intent = nn.Linear(width, len(intents.names()))
        # fitted apart, on a finished network
        self.times = nn.Parameter(torch.zeros(width, 1), requires_grad=False)
        self.drop = nn.Dropout(DROPOUT)

    def heads(self) -> list[nn.Parameter]:
        """Return the parameters that start from nothing."""
        modules = (self.keys, self.message, self.subject, self.intent)
        return [self.queries, self.weights, self.biases, *(p for module in modules for p in module.parameters())]

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of every text, as this encoder cuts it."""
        return [encoding.ids for encoding in self.tokenizer().encode_batch(list(texts))]

    @staticmethod
    def tokenizer() -> Tokenizer:
        """Load the tokenizer of this encoder."""
        return base.tokenizer()

    def forward(self, ids: Tensor, mask: Tensor) -> Heads:
        """Read token ids (batch, tokens)."""
        return self.read(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state, mask)

    def read(self, hidden: Tensor, mask: Tensor) -> Heads:
        """Put the heads on what the encoder made of the tokens: (batch, tokens, width)."""
        seen = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * seen).sum(1) / seen.sum(1)
        dropped = self.drop(hidden)
        scale = SHARPNESS / math.sqrt(mean.shape[-1])
        scores = self.queries @ self.keys(dropped).transpose(1, 2) * scale
        attention = scores.masked_fill(mask[:, None, :] == 0, -1e4).softmax(-1)
        context = torch.bmm(attention, dropped)
        both = torch.cat([context, mean[:, None, :].expand_as(context)], -1)
        # as products of matrices: served, an einsum turns its weights anew for every message
        logits = (both.unsqueeze(2) @ self.weights).squeeze(2) + self.biases
        whole = self.drop(mean)
        times = (hidden @ self.times).squeeze(-1)
        return Heads(logits, self.message(whole), attention, mean, self.subject(whole), self.intent(whole), times)


def _encoder() -> Any:
    encoder: Any = AutoModel.from_pretrained(base.folder(), attn_implementation="sdpa", add_pooling_layer=False)
    for layer in encoder.encoder.layer:
        # random masks of attention cost a CPU more time than the rest of the step
        layer.attention.self.dropout.p = 0.0
    for parameter in encoder.embeddings.parameters():
        # rare words keep their place beside common ones
        parameter.requires_grad = False
    return encoder


def by_length(encoded: Sequence[Sequence[int]], size: int) -> Iterator[list[int]]:
    """Yield the places of messages of about the same length together, for reading without training."""
    order = sorted(range(len(encoded)), key=lambda place: len(encoded[place]))
    for first in range(0, len(order), size):
        yield order[first:first + size]


def padded(encoded: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Stack token ids into one batch with its mask; lengths in steps of 8."""
    longest = -(-max(map(len, encoded)) // 8) * 8
    ids = torch.zeros(len(encoded), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
    return ids, mask
