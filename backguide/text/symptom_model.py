"""Runs the shipped symptom model: tokenizer, ONNX session, windows for long text."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Sequence

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from backguide.text.danger import Evidence

MANIFEST = "reader.json"
# tokens read at once, and tokens shared by two neighbours
WINDOW = 192
OVERLAP = 64
# windows in one run: bounds the memory that a very long message takes
BATCH = 8
# windows at most, two thirds of them from the beginning: bounds the time of one read
MOST = 24
# the last tokens of a long message are read once more alone: what matters most is often added at the end
LAST = 40
_EDGES = 2

Floats = NDArray[np.float32]
Span = tuple[int, int]


class ModelError(Exception):
    """Raised when the model's files are missing or are not those that were released."""


@dataclass(frozen=True)
class Manifest:
    """What reader.json says about the model: names of its outputs, hashes, policy."""

    findings: tuple[str, ...]
    classes: tuple[str, ...]
    message_classes: tuple[str, ...]
    data: dict[str, Any]

    @property
    def lasting(self) -> frozenset[str]:
        """Findings that stay true once they were true."""
        return frozenset(self.data["special"].get("lasting", ()))

    def least(self, finding: str) -> float:
        """Return the probability from which a finding counts as said to be there."""
        least: dict[str, float] = self.data["present"]
        return least.get(finding, least["usual"])


@dataclass(frozen=True)
class Window:
    """One stretch of text as the model saw it: character offsets of its tokens."""

    offsets: tuple[Span, ...]
    classes: Floats
    message: Floats
    attention: Floats
    vector: Floats
    other: float
    times: Floats


@dataclass(frozen=True)
class Scores:
    """The reading of a whole message; `best` is each finding's deciding window."""

    manifest: Manifest
    windows: tuple[Window, ...]
    best: tuple[int, ...]
    message: dict[str, float]

    def classes(self, finding: int) -> dict[str, float]:
        """Return the probability of every class of the finding at this index."""
        row = self.windows[self.best[finding]].classes[finding]
        return dict(zip(self.manifest.classes, row.tolist()))

    def attention(self, finding: int) -> tuple[tuple[Span, ...], list[float]]:
        """Return token offsets and how much the finding looked at each."""
        window = self.windows[self.best[finding]]
        weights: list[float] = window.attention[finding].tolist()
        return window.offsets, weights

    def vector(self) -> tuple[float, ...]:
        """Return the mean token vector of the whole message."""
        return _mean([window.vector for window in self.windows],
                     [(0, len(window.offsets)) for window in self.windows])

    def other(self) -> float:
        """Return the probability that somebody else is the patient."""
        return max(window.other for window in self.windows)

    def time(self, start: int, end: int) -> float:
        """Return how far the tokens between two characters speak of the pain's length: their mean, as log odds."""
        said = [[float(value) for (first, last), value in zip(window.offsets, window.times)
                 if first < end and start < last] for window in self.windows]
        fullest = max(said, key=len)
        return sum(fullest) / len(fullest) if fullest else 0.0

    def evidence(self) -> Evidence:
        """Return the probabilities that the danger policy weighs."""
        rows = {name: self.classes(index) for index, name in enumerate(self.manifest.findings)}
        present = {name: row["present"] for name, row in rows.items()}
        mentioned = {name: row["present"] + row["possible"] for name, row in rows.items()}
        return Evidence(present, mentioned, self.message)


class SymptomModel:
    """The model of one folder; `read` may be called from many threads."""

    def __init__(self, folder: Path) -> None:
        self.manifest = read_manifest(folder)
        files: dict[str, str] = self.manifest.data["files"]
        for name, digest in files.items():
            _verify(folder / name, digest)
        options = ort.SessionOptions()
        # one thread: for so small a model more threads cost four times the time
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = next(name for name in files if name.endswith(".onnx"))
        self._session = ort.InferenceSession(str(folder / model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def read(self, text: str) -> Scores:
        """Read clean text of any length; long text in overlapping windows."""
        encoding = self._tokenizer.encode(text)
        ids, offsets = encoding.ids, encoding.offsets
        spans = _windows(len(ids) - _EDGES)
        windows: list[Window] = []
        for first in range(0, len(spans), BATCH):
            windows += self._run(ids, offsets, spans[first:first + BATCH])
        present, none = self.manifest.classes.index("present"), self.manifest.classes.index("none")
        possible = self.manifest.classes.index("possible")
        best = _deciding(np.stack([window.classes for window in windows]), present, possible, none)
        return Scores(self.manifest, tuple(windows), best, self._message(windows))

    def vector(self, text: str) -> tuple[float, ...]:
        """Return the mean token vector alone; the same as that of `read`, without the work of the other heads."""
        ids = self._tokenizer.encode(text).ids
        spans = _windows(len(ids) - _EDGES)
        vectors = [vector for first in range(0, len(spans), BATCH)
                   for vector in self._session.run(["v"], _feed(ids, spans[first:first + BATCH]))[0]]
        return _mean(vectors, spans)

    def _run(self, ids: Sequence[int], offsets: Sequence[Span], spans: Sequence[Span]) -> list[Window]:
        outputs = self._session.run(["p", "m", "a", "v", "s", "t"], _feed(ids, spans))
        classes, message, attention, vector, subject, times = outputs
        return [
            Window(
                offsets=tuple(offsets[1 + start:1 + end]),
                classes=classes[row],
                message=message[row],
                attention=attention[row][:, 1:1 + end - start],
                vector=vector[row],
                other=float(subject[row, 1]),
                times=times[row][1:1 + end - start],
            )
            for row, (start, end) in enumerate(spans)
        ]

    def _message(self, windows: Sequence[Window]) -> dict[str, float]:
        """Keep the worst of any window, and "nothing" only if all agree on it."""
        rows = np.stack([window.message for window in windows])
        merged = dict(zip(self.manifest.message_classes, rows.max(axis=0).tolist()))
        merged["nothing"] = float(rows[:, self.manifest.message_classes.index("nothing")].min())
        return merged


@lru_cache(maxsize=4)
def load(folder: str) -> SymptomModel:
    """Load a model once per process: pipeline components share it."""
    return SymptomModel(Path(folder))


def read_manifest(folder: Path) -> Manifest:
    """Read reader.json of a model folder."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder / MANIFEST}: cannot be read: {error}") from error
    return Manifest(tuple(data["findings"]), tuple(data["classes"]), tuple(data["message_classes"]), data)


def _verify(file: Path, digest: str) -> None:
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"{file}: cannot be read: {error.strerror}") from error
    if found != digest:
        raise ModelError(f"{file}: sha256 is {found}, {MANIFEST} says {digest}: not the released file")


def _feed(ids: Sequence[int], spans: Sequence[Span]) -> dict[str, NDArray[np.int64]]:
    """Return the stretches of one text as a padded batch with its mask."""
    longest = max(end - start for start, end in spans) + _EDGES
    batch = np.zeros((len(spans), longest), dtype=np.int64)
    mask = np.zeros_like(batch)
    for row, (start, end) in enumerate(spans):
        tokens = [ids[0], *ids[1 + start:1 + end], ids[-1]]
        batch[row, :len(tokens)] = tokens
        mask[row, :len(tokens)] = 1
    return {"ids": batch, "mask": mask}


def _mean(vectors: Sequence[Floats], spans: Sequence[Span]) -> tuple[float, ...]:
    """Weigh the vectors of windows by their lengths."""
    mean: Floats = np.average(vectors, axis=0, weights=[max(1, end - start) for start, end in spans])
    return tuple(mean.tolist())


def _windows(tokens: int) -> list[Span]:
    size = WINDOW - _EDGES
    starts = range(0, max(1, tokens - OVERLAP), size - OVERLAP)
    spans = [(start, min(start + size, tokens)) for start in starts]
    head = MOST * 2 // 3
    chosen = spans if len(spans) <= MOST else [*spans[:head], *spans[head - MOST:]]
    return [*chosen, (tokens - LAST, tokens)] if len(spans) > 1 else chosen


def _deciding(classes: Floats, present: int, possible: int, none: int) -> tuple[int, ...]:
    """Choose each finding's window: the one that asserts it, else the one that speaks of it.

    `classes` has the shape (windows, findings, classes).
    """
    asserts = classes[..., present] + 0.5 * classes[..., possible]
    speaks = 1.0 - classes[..., none]
    chosen = np.where(asserts.max(axis=0) >= 0.25, asserts.argmax(axis=0), speaks.argmax(axis=0))
    return tuple(int(window) for window in chosen)
