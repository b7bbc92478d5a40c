"""One canned reply for each custom type of the contract, by the word that brings it."""

from __future__ import annotations

from typing import Any

from backguide.content import load_content

Message = dict[str, Any]


def options(*titles: str, prefix: str = "/answer") -> list[Message]:
    """Option objects whose `sets` is empty for the exclusive ones, as the bot sends them."""
    alone = ("None of these", "Not sure", "I cannot point to one place", "Yes", "No")
    return [
        {
            "id": "none" if title == "None of these" else f"o{n}",
            "title": title,
            "payload": f'{prefix}{{"o":{n}}}',
            "sets": [] if title in alone else [f"finding_{n}"],
        }
        for n, title in enumerate(titles)
    ]


def ask(text: str, question: str, kind: str, *titles: str, **more: Any) -> list[Message]:
    """A question with its buttons, as the contract sends it."""
    chosen = more.pop("options", None) or options(*titles, prefix=f"/{question}")
    custom = {"v": 1, "type": "question", "id": question, "finding": None, "findings": [], "kind": kind}
    custom |= {"options": chosen, "why": "It helps to tell a strain from other causes.", **more}
    buttons = [{"title": o["title"], "payload": o["payload"]} for o in chosen]
    return [{"text": text, "buttons": buttons, "custom": custom}]


def tell(text: str, kind: str, *buttons: str, **custom: Any) -> list[Message]:
    return [
        {
            "text": text,
            "buttons": [{"title": title, "payload": f"/{kind}_{n}"} for n, title in enumerate(buttons)],
            "custom": {"v": 1, "type": kind, **custom},
        }
    ]


RESULT = {
    "level": "soon",
    "headline": "Please see a doctor in the next few days",
    "within": "in 2 to 5 days, two weeks at most",
    "reasons": [
        {"rule": "R60", "text": "Your pain is worse when you lie down at night.", "source": "Article, When to worry"},
        {"rule": "R61", "text": "You have had it for more than 6 weeks.", "source": "Article, When to worry"},
    ],
    "do": ["Book an appointment now.", "Write a short pain diary: the time, lying down, nights, cough, weight."],
    "avoid": ["Do not wait for home treatment to finish.", "Do not keep adding painkillers."],
    "watch_for": ["A weak or numb arm or leg: call your emergency number.", "Fever or weight loss: get help today."],
    "tell_doctor": ["When the pain began.", "What makes it better or worse.", "Your medicines."],
    "answered": [{"text": "Age: 50 to 59"}, {"text": "Pain: 6 of 10"}],
    "more_urgent_if": [{"level": "urgent", "findings": ["fever"], "text": "fever or shivers"}],
    "because_of": ["pain at night"],
    "unanswered": ["weight_loss", "Numbness between the legs"],
    "complete": False,
    "content_version": "2025-11",
}
CALL = {"number": "999 or 112", "locale": "UK"}
REGIONS = next(q for q in load_content().questions if q.kind == "regions")
AREAS = [{"id": o.id, "title": o.title, "payload": f'/Q05{{"o":"{o.id}"}}', "sets": list(o.sets)}
         for o in REGIONS.options]  # fmt: skip
SIGNS = ("Pain or tightness in my chest", "Trouble breathing", "Coughing up blood", "Fainted or collapsed",
         "Sudden ripping or tearing pain", "Pain going into my arm or neck or jaw", "Cold sweat or feeling sick",
         "Face drooping or slurred speech", "None of these", "Not sure")  # fmt: skip

REPLIES: dict[str, list[Message]] = {
    "Check my back pain": ask(
        "I am a computer guide, not a doctor. I do not diagnose.\n\nI keep your answers for up to 30 days "
        "so that you can come back. Shall we go on?", "consent", "single", "Yes", "It is an emergency", why=""),
    "multi": ask("Do you have any of these now, or in the last few days? Pick all that fit.", "Q02", "multi", *SIGNS,
                 progress={"asked": 2, "about": 6, "at_most": 12}),
    "regions": ask("Where is the pain? Pick all that fit.", "Q05", "regions", options=AREAS,
                   progress={"asked": 5, "about": 9, "at_most": 12}),
    "yes_no": ask("Does the pain wake you at night?", "Q08", "yes_no", "Yes", "No", "Not sure",
                  progress={"asked": 8, "at_most": 12}),
    "number": ask("How old is the person with the pain?", "Q01", "number", "Under 18", "18 to 39", "40 to 49"),
    "duration": ask("How long have you had this pain?", "Q06", "duration", "Less than 2 weeks", "Not sure",
                    progress={"asked": 6, "about": 9, "at_most": 12}),
    "scale": ask("How bad is the pain at its worst?", "Q10", "scale", progress={"asked": 10, "at_most": 12}),
    "confirm": [{"text": "Did I understand this right: you have chest pain now?",
                 "custom": {"v": 1, "type": "confirm", "finding": "chest_pain", "quote": "my chest feels tight",
                            "options": options("Yes", "No", "Not sure")}}],
    "emergency": tell("This can be a sign of a heart or lung problem. Please call now.\n\n- Unlock your front door.\n"
                      "- Sit down and keep your phone near.\n- Do not drive.", "emergency", "I am getting help",
                      "That is not what I meant", finding="chest_pain", rule="R05", route="ambulance", call=CALL,
                      reason="You have chest pain and trouble breathing.", source="Article, When to go to the ER"),
    "emergency abroad": tell("Please call your local emergency number now.", "emergency", route="ambulance",
                             call={"number": "your local emergency number (999, 112, 911)", "locale": None}),
    "crisis": tell("I am glad that you told me. Are you safe right now?\n\n"
                   "Please stay with someone, and talk to a person.", "crisis", "I am getting help", call=CALL, lines=[
                       {"name": "Samaritans", "number": "116 123", "hours": "day and night"},
                       {"name": "Shout", "number": "text 85258", "hours": "day and night"}]),
    "result": tell("Please see a doctor in the next few days.", "triage_result", "Start again", **RESULT),
    "faq": tell("Most upper back pain is not cancer. Common causes:\n\n- a strained muscle\n- sitting badly for long\n"
                "- worn joints\n\nIf it lasts for weeks, ask a doctor.", "faq_answer", "When should I worry?",
                "What can I do at home?", topic="common_causes", sources=["What Are Other Common Causes"],
                related=["when_worry"]),
    "understood": tell("I noted: upper back pain, no fever, and maybe a cough.", "understood", "Change this", findings=[
        {"id": "upper_back_pain", "assertion": "present", "text": "Upper back pain", "label": "upper back pain",
         "payload": '/correct_answer{"finding":"upper_back_pain"}'},
        {"id": "fever", "assertion": "absent", "text": "Fever"},
        {"id": "chronic_cough", "assertion": "possible", "text": "Cough"}]),
    "error": tell("I could not do that just now. If it is urgent call your emergency number.", "error",
                  code="internal", retry=True),
    "plain": [{"text": "Hello <img src=x onerror=alert(1)>\nsecond line\n\n- one\n- two",
               "buttons": [{"title": "Go on", "payload": "/go"}]}],
    "unknown": [{"text": "Words alone.", "custom": {"v": 2, "type": "hologram"}}],
    "broken": [{"text": "Still readable.", "custom": {"v": 1, "type": "triage_result", "level": "soon", "reasons": 7}}],
}  # fmt: skip
for _level in ("emergency", "urgent", "routine", "selfcare"):
    REPLIES[f"result {_level}"] = tell("A result.", "triage_result", **{**RESULT, "level": _level, "complete": True})
