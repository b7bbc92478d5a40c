"""Figures with what they were counted on: shares, precision and recall, percentiles."""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterable, Sequence

Z = 1.96


@dataclass(frozen=True)
class Share:
    """So many of so many, in per cent, with its 95 % Wilson interval."""

    hits: int
    n: int
    per_cent: float
    low: float
    high: float

    @classmethod
    def of(cls, marks: Iterable[bool]) -> Share:
        """Count hits."""
        counted = list(marks)
        return cls.counted(sum(counted), len(counted))

    @classmethod
    def counted(cls, hits: int, n: int) -> Share:
        """Make it of counts."""
        if not n:
            return cls(0, 0, 0.0, 0.0, 100.0)
        share = hits / n
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        margin = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return cls(hits, n, *(round(100 * part, 1) for part in (share, middle - margin, middle + margin)))

    def __str__(self) -> str:
        return f"{self.per_cent:5.1f} % ({self.hits} of {self.n}; {self.low:.0f} to {self.high:.0f})"


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one class, 0 to 1; `n` counts its labels."""

    right: int
    invented: int
    missed: int

    @property
    def n(self) -> int:
        """Labels of this class."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        found = self.right + self.invented
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.right / self.n if self.n else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * self.right + self.invented + self.missed
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.invented + other.invented, self.missed + other.missed)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share (0 to 1) of the values lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
