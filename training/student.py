"""The network that ships: every other layer of the teacher, all of them trained further."""
from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from training import fit
from training.network import Heads
from training.teacher import Teacher, load

# the teacher's layers that are kept: with six, a short message takes 9 ms on one core, with all twelve 16
LAYERS = (0, 2, 4, 7, 9, 11)


class Student(Teacher):
    """The teacher with fewer layers."""

    def __init__(self) -> None:
        super().__init__()
        layers = self.encoder.encoder.layer
        self.encoder.encoder.layer = nn.ModuleList(layers[at] for at in LAYERS)
        for parameter in self.encoder.embeddings.parameters():
            # rare words keep their place beside common ones
            parameter.requires_grad = False

    def forward(self, ids: Tensor, mask: Tensor) -> Heads:
        """Read token ids (batch, tokens)."""
        return self.read(self.hidden(ids, mask), mask)

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors of tokens: (batch, tokens, width)."""
        return self.through(self.encoder.encoder.layer, self.embedded(ids, mask), mask)


def of_teacher(file: Path) -> Student:
    """Take over what the trained teacher knows: its heads, and the layers that are kept."""
    taught, student = load(file), Student()
    layers = taught.encoder.encoder.layer
    taught.encoder.encoder.layer = nn.ModuleList(layers[at] for at in LAYERS)
    student.load_state_dict(taught.state_dict())
    return student


def of_file(file: Path) -> Student:
    """Load a trained student, ready to read."""
    student = Student()
    fit.resumed(student, file)
    student.eval()
    return student
