"""The body map and the real checkboxes beside it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, SMALL, Open, say
from .replies import AREAS
from .stub_server import Stub

PLACES = [o for o in AREAS if o["id"] not in ("spreads", "cant_point")]


def test_every_place_of_the_question_is_in_the_drawing(page: Any) -> None:
    say(page, "regions")
    drawn = page.locator("[data-region]").evaluate_all("all => all.map(e => e.dataset.region)")
    assert sorted(drawn) == sorted(place["id"] for place in PLACES)


def test_drawing_and_checkboxes_always_show_the_same(page: Any, stub: Stub) -> None:
    say(page, "regions")
    page.locator("[data-region=mid_l]").tap()
    page.locator("[data-region=chest_l]").tap()
    expect(page.get_by_label("Left mid-back")).to_be_checked()
    page.get_by_label("Left mid-back").uncheck()
    page.get_by_label("It spreads to my ribs or chest or shoulder").check()
    assert page.locator(".region.on").evaluate_all("all => all.map(e => e.dataset.region)") == ["chest_l"]
    page.get_by_role("button", name="Send my answer").tap()
    expect(page.locator(".guide").last).to_contain_text("You said")
    assert stub.said[-1] == "Left side of chest, It spreads to my ribs or chest or shoulder"
    page.locator("[data-region=neck]").last.click(force=True)
    expect(page.get_by_label("Neck")).not_to_be_checked()


def test_cannot_point_is_one_tap(page: Any, stub: Stub) -> None:
    say(page, "regions")
    page.get_by_role("button", name="I cannot point to one place").tap()
    expect(page.locator(".guide").last).to_contain_text("You said")
    assert stub.said[-1] == '/Q05{"o":"cant_point"}'


def test_sides_are_those_of_the_person(page: Any) -> None:
    """Seen from behind your left is on the left; seen from the front it is on the right."""
    say(page, "regions")

    def middle(region: str) -> float:
        box = page.locator(f"[data-region={region}]").bounding_box()
        return float(box["x"] + box["width"] / 2)

    assert middle("blade_l") < middle("upper_mid") < middle("blade_r")
    assert middle("chest_r") < middle("chest_centre") < middle("chest_l")


@pytest.mark.parametrize("settings", [SMALL, DESKTOP])
def test_places_can_be_hit_and_rows_keep_their_size(open_page: Open, settings: dict[str, Any]) -> None:
    page = open_page(**settings)
    say(page, "regions")
    hit = """all => all.filter(e => { e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect();
        const top = e.getRootNode().elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
        return top !== e || r.width < 12 || r.height < 16; }).map(e => e.dataset.region)"""
    # the lowest place has the shape of an L and a bow: its middle is still its own
    assert page.locator("[data-region]").evaluate_all(hit) == []
    sizes = page.locator(".msg .checks input").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert max(sizes) == min(sizes) >= 20
    assert page.locator(".msg .checks label").evaluate_all("all => Math.min(...all.map(e => e.offsetHeight))") >= 44
