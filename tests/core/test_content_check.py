"""What a clinician sees before and after an edit."""
from __future__ import annotations

import shutil
from pathlib import Path

from backguide.content import ROOT, Content, load_content
from tools.content_check import changes, people, review_line, rules_page


def test_every_rule_stands_in_the_table(content: Content) -> None:
    page = rules_page(content)
    assert all(f"<td>{rule.id}</td>" in page for rule in content.rules)
    assert "No clinician has reviewed it yet." in page and "not reviewed" in page


def test_an_edit_shows_who_changes_level(content: Content, tmp_path: Path) -> None:
    copy = tmp_path / "content"
    shutil.copytree(ROOT, copy)
    rules = copy / "rules" / "emergency.yml"
    stricter = rules.read_text().replace("findings_all: [coughing_blood]", "findings_all: [coughing_blood, fever]")
    rules.write_text(stricter)
    told = changes(content, load_content(copy))
    assert told.startswith("# ") and not told.startswith("# 0 of") and "emergency → " in told and "(R05 → " in told
    assert changes(content, content).startswith("# 0 of 2000")


def test_the_made_up_people_are_the_same_each_time(content: Content) -> None:
    assert people(content, 20) == people(content, 20)


def test_a_review_is_named(content: Content, tmp_path: Path) -> None:
    copy = tmp_path / "content"
    shutil.copytree(ROOT, copy)
    sources = copy / "sources.yml"
    sources.write_text(sources.read_text().replace('by: "", on: "", due: ""',
                                                   'by: "Dr A", on: "2027-01-02", due: "2028-01-02"'))
    assert review_line(load_content(copy)) == "Reviewed by Dr A on 2027-01-02; next review due 2028-01-02."
