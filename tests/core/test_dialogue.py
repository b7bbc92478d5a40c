"""What messages do to a case: noting, confirming, taking back."""
from __future__ import annotations

from datetime import date

from backguide.case import Answer, Case, Told, known
from backguide.content import Content
from backguide.dialogue import doubt_alarm, go_back, is_emergency, note, record_confirm, renewed, step_named, take_back
from backguide.findings import Range
from backguide.interview import Confirm, next_step
from backguide.text.reading import Amount, Danger
from backguide.turn import Message, alarm_of_options, alarm_of_titles, choose, skip, take
from backguide.urgency import Level
from backguide.verdict import conclude
from tests.core.readings import reading

TODAY = date(2026, 11, 24)


def told(case: Case, finding: str) -> tuple[str, str] | None:
    entry = case.told_of(finding)
    return (entry.assertion, entry.by) if entry else None


def test_words_at_odds_with_earlier_ones_become_one_direct_question(content: Content) -> None:
    hot, cold = reading("39 degrees", fever="present"), reading("no fever", fever="absent")
    for first, second in ((hot, cold), (cold, hot)):
        case = note(content, note(content, Case(), first), second)
        assert told(case, "fever") == ("possible", "person")
        assert next_step(content, case) == Confirm("fever", second.text, False)


def test_words_at_odds_with_a_direct_answer_become_one_direct_question(content: Content) -> None:
    turn = choose(content, Case(), "Q07", ("none",))
    assert turn
    case = note(content, turn.case, reading("39 degrees", fever="present"))
    assert told(case, "fever") == ("possible", "person")


def test_a_correction_counts_at_once(content: Content) -> None:
    cold = note(content, Case(), reading("no night sweats", night_sweats="absent"))
    sweats = note(content, cold, reading("actually I do get them", night_sweats="present"), corrects=True)
    assert "night_sweats" in known(content, sweats).present
    back = note(content, sweats, reading("actually no sweats", night_sweats="absent"), corrects=True)
    assert "night_sweats" in known(content, back).absent


def test_a_correction_that_seems_to_deny_again_is_asked_about(content: Content) -> None:
    turn = choose(content, Case(), "Q07", ("none",))
    assert turn
    case = note(content, turn.case, reading("actually I do get night sweats", night_sweats="absent"), corrects=True)
    assert told(case, "night_sweats") == ("possible", "person")


def test_a_correction_by_words_is_known_by_its_opening(content: Content) -> None:
    turn = choose(content, Case(), "Q07", ("none",))
    assert turn
    said = Message("Actually, I do get night sweats", reading("Actually, I do", night_sweats="present"), TODAY)
    assert "night_sweats" in known(content, take(content, turn.case, None, said).case).present


def test_an_alarm_never_becomes_a_question_about_a_contradiction(content: Content) -> None:
    denied = note(content, Case(), reading("no blood", coughing_blood="absent"))
    danger = Danger("emergency", 0.9, "R05", ("coughing_blood",))
    case = note(content, denied, reading("blood now", danger=danger, coughing_blood="present"))
    assert "coughing_blood" in known(content, case).present


def test_a_ticked_option_outweighs_an_earlier_denial(content: Content) -> None:
    case = note(content, Case(), reading("no fever", fever="absent"))
    turn = choose(content, case, "Q07", ("fever",))
    assert turn and "fever" in known(content, turn.case).present


def test_findings_that_lower_a_level_need_a_direct_answer(content: Content) -> None:
    case = note(content, Case(), reading("lifting", strain_clear_cause="present", fever="present"))
    assert known(content, case).present == {"fever"}


def test_past_family_and_imagined_findings_are_neither_present_nor_absent(content: Content) -> None:
    case = note(content, Case(), reading("x", fever="family", coughing_blood="historical", chest_pain="hypothetical"))
    assert case.told == ()


def test_of_several_durations_the_longest_counts(content: Content) -> None:
    amounts = (Amount("duration", 2, 2, 0, 1, "2 days"), Amount("duration", 60, 60, 2, 3, "2 months"))
    case = note(content, Case(), reading("x", amounts=amounts))
    assert "duration_over_6_weeks" in known(content, case).present


def test_a_hint_becomes_one_question_and_a_no_settles_it(content: Content) -> None:
    hint = Danger("ask", 0.3, "R05", ("coughing_blood",))
    case = note(content, Case(), reading("pinkish spit?", danger=hint))
    step = next_step(content, case)
    assert isinstance(step, Confirm) and step.finding == "coughing_blood"
    case = record_confirm(case, step, "no")
    assert told(case, "coughing_blood") == ("absent", "confirm")
    assert told(note(content, case, reading("again", danger=hint)), "coughing_blood") == ("absent", "confirm")


def test_unsure_of_an_emergency_item_is_asked_once_more_then_counts(content: Content) -> None:
    case = Case().with_told(Told("coughing_blood", "possible", "pink"))
    step = next_step(content, case)
    assert isinstance(step, Confirm) and not step.plain
    case = record_confirm(case, step, "unsure")
    again = next_step(content, case)
    assert isinstance(again, Confirm) and again.plain
    case = record_confirm(case, again, "unsure")
    assert is_emergency(content, case)
    verdict = conclude(content, case)
    assert verdict.level == Level.EMERGENCY


def test_an_emergency_is_taken_back_by_one_direct_no(content: Content) -> None:
    turn = choose(content, Case(), "Q02", ("blood",))
    assert turn and turn.alarm
    case = doubt_alarm(content, turn.case)
    assert not is_emergency(content, case)
    step = step_named(content, case, "confirm:coughing_blood")
    assert isinstance(step, Confirm)
    assert not is_emergency(content, record_confirm(case, step, "no"))
    assert is_emergency(content, record_confirm(case, step, "yes"))


def test_taking_back_reaches_what_implies_it(content: Content) -> None:
    case = Case().with_told(Told("chest_pain_with_breathlessness", "present"))
    assert is_emergency(content, case)
    assert known(content, take_back(content, case, ["chest_pain"])).present.isdisjoint({"chest_pain"})


def test_weight_clarifier_takes_back_what_was_on_purpose(content: Content) -> None:
    turn = choose(content, Case(), "Q07", ("weight",))
    assert turn
    trying = choose(content, turn.case, "Q17", ("trying",))
    assert trying and "weight_loss_gradual" not in known(content, trying.case).present
    unsure = choose(content, turn.case, "Q17", ("unsure",))
    assert unsure and "weight_loss_gradual" in known(content, unsure.case).present


def test_going_back_skips_what_was_only_told(content: Content) -> None:
    told_before = Answer("Q06", "answered", value=Range(3, 3), told=True)
    case = Case((Answer("Q01", "answered", value=Range(30, 30)), told_before))
    case, question = go_back(content, case)
    assert question == "Q01" and case.answer_to("Q06")
    assert go_back(content, case)[1] is None


def test_a_certain_emergency_is_no_answer(content: Content) -> None:
    danger = Danger("emergency", 0.9, "R05", ("coughing_blood",))
    turn = take(content, Case(), "Q07", Message("blood came up", reading("blood came up", danger=danger), TODAY))
    assert turn.alarm and not turn.answers


def test_an_exact_answer_is_not_read_for_danger(content: Content) -> None:
    danger = Danger("emergency", 0.9, "R01", ("limb_weakness",))
    turn = take(content, Case(), "Q02", Message("none of these", reading("none of these", danger=danger), TODAY))
    assert turn.answers and not turn.alarm


def test_an_emergency_that_was_said_is_not_raised_again(content: Content) -> None:
    turn = choose(content, Case(), "Q02", ("blood",))
    assert turn and turn.alarm
    assert not take(content, turn.case, None, Message("thanks", reading("thanks"), TODAY)).alarm


def test_skipping_leaves_it_unanswered(content: Content) -> None:
    turn = skip(content, Case(), "Q02")
    assert turn and turn.case.answers[0].state == "skipped"


def test_titles_alone_raise_the_alarm_whatever_is_open(content: Content) -> None:
    assert alarm_of_titles(content, "Coughing up blood")[0]
    assert is_emergency(content, alarm_of_titles(content, "Trouble breathing, Pain or tightness in my chest")[1])
    assert not is_emergency(content, alarm_of_titles(content, "Pain or tightness in my chest")[1])
    assert not alarm_of_titles(content, "Coughing up blood and more")[0]


def test_one_option_alone_raises_the_alarm(content: Content) -> None:
    assert alarm_of_options(content, "Q02", "blood")
    assert alarm_of_options(content, "confirm:coughing_blood", "yes")
    for question, option in (("Q02", "chest"), ("Q02", "none"), ("confirm:coughing_blood", "no"), ("Q99", "x"),
                             ("confirm:nothing", "yes"), ("confirm:age_over_50", "yes"), ("", "")):
        assert alarm_of_options(content, question, option) is None, (question, option)


def test_a_case_survives_its_slot(content: Content) -> None:
    case = note(content, Case(), reading("x", fever="present", amounts=(Amount("age", 34, 34, 0, 1, "34"),)))
    turn = choose(content, case, "Q02", ("breath",))
    assert turn and Case.from_data(turn.case.to_data()) == turn.case
    assert Case.from_data(None) == Case() == Case.from_data({})


def test_somebody_who_comes_back_is_asked_only_what_may_have_changed(content: Content) -> None:
    case = Case(answers=(Answer("Q01", "answered", value=Range(57, 57)), Answer("Q09", "answered", ("cancer",)),
                         Answer("Q07", "answered", ("fever",))),
                told=(Told("cancer_history", "present"), Told("night_sweats", "present"), Told("fever", "possible")))
    again = renewed(content, case)
    assert [answer.question for answer in again.answers] == ["Q01", "Q09"]
    assert [told.finding for told in again.told] == ["cancer_history"]
    asked = next_step(content, again)
    assert asked and not isinstance(asked, Confirm) and asked.id == "Q02"
