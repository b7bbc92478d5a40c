"""The content loads, and a faulty one says where and what."""
from __future__ import annotations

import shutil
from pathlib import Path
from typing import Callable

import pytest

from backguide import lint
from backguide.content import ROOT, Content, load_content
from backguide.errors import ContentError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "content"
    shutil.copytree(ROOT, target)
    return target


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text, old
    path.write_text(text.replace(old, new, 1))


FAULTS = [
    ("rules/emergency.yml", "level: emergency", "level: emergancy", "emergancy", "level"),
    ("rules/emergency.yml", "reason:", "reson:", "reson", "rules.0"),
    ("rules/emergency.yml", "[limb_weakness]", "[limb_weekness]", "limb_weekness is not a finding", "findings_all"),
    ("rules/urgent.yml", "id: R31", "id: R30", "R30 is defined twice", "id"),
    ("questions.yml", "kind: multi", "kind: many", "many", "kind"),
    ("questions.yml", "title: Trouble breathing", "title: \"Trouble, breathing\"", "Trouble, breathing", "title"),
    ("findings.yml", "findings:", "findings: x\nfindings:", "twice", "findings"),
    ("numbers.yml", "checked:", "chekced:", "chekced", "(top)"),
]


@pytest.mark.parametrize(("file", "old", "new", "says", "key"), FAULTS)
def test_a_fault_names_file_line_key_and_what(copy: Path, file: str, old: str, new: str, says: str, key: str) -> None:
    line = 1 + (copy / file).read_text().split(old)[0].count("\n")
    change(copy, file, old, new)
    with pytest.raises(ContentError) as caught:
        load_content(copy)
    problem = next(p for p in caught.value.problems if says in p.what)
    assert file.split("/")[-1] in problem.file and key in problem.key
    assert abs(problem.line - line) <= 6, problem


def test_missing_and_broken_files_are_named(copy: Path) -> None:
    (copy / "advice.yml").write_text("levels: [")
    with pytest.raises(ContentError, match="advice.yml"):
        load_content(copy)
    (copy / "advice.yml").unlink()
    with pytest.raises(ContentError, match="advice.yml:1.*cannot be read"):
        load_content(copy)


def test_the_content_has_no_faults(content: Content) -> None:
    assert lint.faults(content) == []


LINTS: list[tuple[str, str, str, Callable[..., object]]] = [
    ("rules/soon.yml", "findings_all: [chronic_cough]", "findings_all: [weight_loss]", lint.weak_article_signs),
    ("rules/emergency.yml", "    route: go_now\n", "", lint.bare_rules),
    ("rules/emergency.yml", "sources: [A17, N1, N7]", "sources: [A99]", lint.bare_rules),
    ("answers.yml", "facts: [A4, ", "facts: [", lint.unanswered_facts),
    ("advice.yml", "limits: >-", "limits: >-\n  You definitely have nothing to worry about.", lint.unsafe_words),
]


@pytest.mark.parametrize(("file", "old", "new", "check"), LINTS)
def test_the_lint_finds_it(copy: Path, file: str, old: str, new: str, check: Callable[..., object]) -> None:
    change(copy, file, old, new)
    faults = lint.faults(load_content(copy))
    assert any(fault.startswith(check.__name__) for fault in faults), faults
