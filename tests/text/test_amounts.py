"""Numbers are read exactly, and what only looks like one is left alone."""
from __future__ import annotations

import datetime
import time

import pytest

from backguide.text.amounts import find_amounts, parse_amount
from backguide.text.reading import Amount

TODAY = datetime.date(2026, 11, 24)  # a Tuesday
OPEN = 36_500.0

# text, low, high: the days that the pain has lasted
DURATIONS = [
    ("she came off her scooter yesterday and her back's a bit sore", 1, 1), ("only pain 5/10 since one week", 7, 7),
    ("slipped on wet leaves on Saturday and now I cannot bend, low back", 3, 3),
    ("the fifth morning in a row that my back is locked", 5, 5), ("back pain since half term", 24, 35),
    ("back pain for a fortnight", 14, 14), ("back pain 3wks", 21, 21),
    ("my back has hurt for 2 n half weeks", 18, 18), ("sore for a couple of weeks", 14, 14),
    ("it's been hurting a few days", 3, 5), ("aching several weeks now", 28, 56), ("aching since Easter", 232, 235),
    ("pain since last Tuesday", 7, 7), ("been sore since Monday", 1, 1), ("sore since last Sunday", 2, 9),
    ("been sore since Saturday week", 10, 10), ("it's hurt since March", 238, 268),
    ("back trouble since 2019", 2520, 2884), ("had it on and off for years", 730, OPEN), ("months now", 60, 365),
    ("it's been ages", 43, OPEN), ("I've had this for donkeys years", 730, OPEN), ("it started last night", 1, 1),
    ("started this morning", 0, 0), ("it began yesterday", 1, 1), ("it started three weeks ago", 21, 21),
    ("three weeks ago", 21, 21), ("my back went three weeks ago", 21, 21), ("I've had it half a year", 182, 182),
    ("best part of a year", 245, 365), ("six or seven weeks", 42, 49), ("it's been bad for 6-8 weeks", 42, 56),
    ("nearly 2 months", 51, 60), ("it has hurt for over a month", 31, OPEN),
    ("pain for at least two months", 60, OPEN), ("started on 3rd of November", 21, 21),
    ("symptoms started 10/11/2026", 14, 14), ("sore since 3/11", 21, 21), ("sore since the weekend", 2, 3),
    ("back ache since Christmas", 333, 334), ("pain since the 12th", 12, 12),
    ("it's been like this since the summer", 85, 176), ("back pain since lockdown", 2429, 2444),
    ("my back's hurt for the last 10 days", 10, 10), ("back pain, day 3", 3, 3), ("going on 5 weeks", 30, 35),
    ("back pain for 3 weks", 21, 21), ("pain for three wekks", 21, 21), ("back pain for two mnths", 60, 60),
    ("I've had back pain for 12 yrs", 4380, 4380), ("pain began 6 hrs ago", 0.25, 0.25), ("sore for a weak", 7, 7),
    ("upper back pain x 10 days", 10, 10), ("pain for a week or two", 7, 14),
    ("It's been a month and a half", 45, 45), ("hurting for 1 year 3 months", 455, 455),
    ("the pain is three weeks old", 21, 21), ("aching 2-3 months", 60, 90), ("pain since early July", 137, 146),
    ("pain since about the middle of August", 96, 105), ("two three days pain", 2, 3),
    ("sore since before Christmas", 335, 349), ("the pain started in the spring", 177, 268),
    ("it came on at lunch", 0, 0), ("I lifted a box on Saturday and it's been sore ever since", 3, 3),
    ("ache between the blades, 2/52", 14, 14), ("It hurts. Third week of it.", 14, 21),
    ("thoracic pain for 3/12", 90, 90), ("back pain all week", 3, 7),
    ("in agony for a hundred and four days", 104, 104), ("forty-two days of back pain", 42, 42),
    ("five weeks.", 35, 35), ("I had flu in June, but my back has hurt for 2 weeks", 14, 14),
    ("sore since 3 days", 3, 3), ("1½ weeks now", 10, 10),
    ("since I was 30 my back has hurt and I'm 62", 32 * 365, 32 * 365),
    ("the ache's been here since last month", 24, 54), ("it's been sore since the clocks went back", 30, 30),
    ("back pain since the first of October", 54, 54),
    # on each side of 2 and 6 weeks and of 3 months
    ("pain for less than two weeks", 0, 13), ("pain for 13 days", 13, 13), ("pain for two weeks", 14, 14),
    ("pain for six weeks", 42, 42), ("pain for more than six weeks", 43, OPEN), ("pain for nearly six weeks", 36, 42),
    ("pain for three months", 90, 90), ("pain for over three months", 91, OPEN), ("pain for up to six weeks", 0, 42),
]

# found wrong on messages that nobody had tuned to
DURATIONS += [
    ("back sore since the Thursday before last", 12, 12),
    ("Been like it a year", 365, 365), ("Approximately 72 hours.", 3, 3), ("24/7 for the last 7 days.", 7, 7),
    ("a month an a half", 45, 45), ("Quarter of a year already", 91, 91), ("It began Wed.", 6, 6),
    ("It only began the day before yesterday", 2, 2), ("Started 14th of this month", 10, 10),
    ("Pain itself is a week old.", 7, 7), ("the ache is under a month old", 0, 29),
    ("since lockdown basically", 2429, 2444),
    ("twenty minutes ago reaching for a pan", 0.01, 0.01), ("I woke with it this morning", 0, 0),
    ("Yesterday I felt my back pull", 1, 1), ("very sore after carrying the rice bag yesterday", 1, 1),
    ("I've had a sore mid spine this week", 0, 7), ("I'm 90 kilos if it helps. Two days.", 2, 2),
    ("Since Australia Day", 302, 302), ("it all began then, which was seven weeks ago", 49, 49),
]

# counted from another day than today
DURATIONS += [
    ("12 weeks today. physio says its mechanical", 84, 84), ("A week last Saturday it started", 10, 10),
    ("it'll be three weeks on Thursday since I slipped and hurt my back", 19, 19), ("Two weeks tomorrow.", 13, 13),
    ("two years this christmas since my back went", 699, 699), ("a week yesterday I hurt my back", 8, 8),
    ("three weeks ago last Friday my back went", 25, 25), ("It'll be two years come January.", 670, 670),
]

# hours, fractions, misspellings, dictation, feasts, what it has hurt since, and the day of the strain
DURATIONS += [
    ("about 48 hours now since it went", 2, 2), ("72 hours of agony", 3, 3), ("pain for 6 hours now", 0.25, 0.25),
    ("LBP x 6 weeks", 42, 42), ("Chronic LBP since 2021", 1789, 2153), ("lbp 3/12", 90, 90), ("pain for 6m", 180, 180),
    ("2.5 months back pain", 75, 75), ("¾ of a year roughly, low back", 274, 274),
    ("three-quarters of a year, my back", 274, 274), ("ten days or thereabouts, the pain is low down", 10, 10),
    ("bout a mumth now, lower bak", 30, 30), ("had a bad back a forghtnight", 14, 14), ("pain for thrre weeks", 21, 21),
    ("pain for sevn dayz", 7, 7), ("day 3 of not being able to stand up straight", 3, 3),
    ("can't sit period my back has been bad for nine days full stop", 9, 9), ("since july comma it hurts", 116, 146),
    ("sore since the August bank holiday Monday", 85, 85), ("hurt since Independence Day", 101, 143),
    ("Since Remembrance Sunday, to be precise.", 16, 16), ("aching since Holi", 264, 266),
    ("Halloween night it started", 24, 24), ("started New Year's Day", 327, 327),
    ("since christmas day just gone, not this one coming", 333, 334), ("sore since the start of the month", 14, 23),
    ("my back's been off since my birthday in March", 238, 268), ("nothing works since my disc went on Thursday", 5, 5),
    ("sore since we moved house last weekend", 2, 3), ("sudden pain mid back 2 days ago after a sneeze", 2, 2),
    ("Beginning of October; I'd just turned fifty", 45, 54), ("this is the 4th day of it", 4, 4),
    ("day before yesterday i bend to take bucket and back is lock", 2, 2), ("started an hour ago", 0.04, 0.04),
    ("I moved a piano on Sunday, my upper back is so stiff", 2, 2), ("my back hurt. it's been weeks now", 14, 56),
    ("I had back pain for 3 weeks in 2015, now it's 2 days", 2, 2), ("Eleven years with this back", 4015, 4015),
    ("sore for ages", 43, OPEN), ("six months on the trot. waited for the physio", 180, 180),
]

AGES = [
    ("I'm 62", 62, 62), ("im 34 and my back hurts", 34, 34), ("I am sixty two years old", 62, 62),
    ("I fifty", 50, 50), ("67F with back pain", 67, 67), ("52m, off the flight", 52, 52),
    ("72 year old man here", 72, 72), ("aged 74", 74, 74), ("I'm a 52 y/o nurse", 52, 52),
    ("Age: 29. Where: the middle", 29, 29), ("I was born in 1962", 63, 64),
    ("Mum is seventy eight and she's had an ache between her shoulders", 78, 78), ("I'm in my sixties", 60, 69),
    ("My daughter is nine and her back hurts", 9, 9), ("I'm in my late 50s", 57, 59),
    ("57. Tight upper back", 57, 57), ("back, jaw, left arm. clammy. 61.", 61, 61), ("At 83 one hopes", 83, 83),
    ("incontinent at 33!!!", 33, 33), ("I'm over 50", 50, 120), ("I'm nearly 50", 49, 49),
    ("I'm 73 in January", 72, 73), ("a man of 38", 38, 38), ("Slipped disc at 19, now 44", 44, 44),
    ("a hundred and four I am", 104, 104), ("I turned 50 last week", 50, 50), ("he's 45, his back hurts", 45, 45),
    ("fourty five years old", 45, 45), ("I'm 17", 17, 17), ("I'm 18", 18, 18),
    ("M58. Pain 10 wks.", 58, 58), ("i am sixteen and half", 16, 16), ("I was 51 in June", 51, 51),
    ("Asking on behalf of my wife who is 47", 47, 47), ("40-something, and it hurts", 40, 49),
    ("My daughter (13) says her shoulders hurt", 13, 13), ("Aged seventeen I was a roofer. I'm 70.", 70, 70),
    ("45M LBP, no red flags", 45, 45), ("F/54 back pain", 54, 54), ("Woman, 73, osteoporosis", 73, 73),
    ("gym 5x a week, 27 M, sore", 27, 27), ("33/F, sore back", 33, 33), ("i m 22 year girl", 22, 22),
    ("I have 39 years, work in warehouse", 39, 39), ("63 years of age, sore", 63, 63), ("just turned 50, sore", 50, 50),
    ("turning 60 next month, back sore", 59, 60), ("is this what being thirty is?", 30, 30),
    ("seventy six year old here, typed by my granddaughter who is 17. sore back", 76, 76),
    ("My father has 66 years, he has pain. I'm 41", 66, 66), ("Dad is 84 with crushed bones. He's in bed", 84, 84),
    ("pt is 58F", 58, 58), ("my 8 yo has back pain", 8, 8), ("I turn 65 in March, back hurts", 64, 65),
    ("66 yrs. back pain", 66, 66), ("sixty-odd years old", 60, 69), ("I am of 48 years", 48, 48),
    ("as someone who's 35", 35, 35),
    ("72 not out! same age as me mate Baz, well he's 74", 72, 72), ("me 45 yrs male having back pain", 45, 45),
    ("pushing sixty, and it hurts", 59, 59), ("Dad's 88. Back bad for a week.", 88, 88), ("F, 35, desk", 35, 35),
]

SCORES = [
    ("by the evening my back is at a 7", 7, 7),
    ("7/10", 7, 7), ("it's 7 out of 10", 7, 7), ("pain is about a 7", 7, 7), ("it's a 9", 9, 9),
    ("severity: 4", 4, 4), ("10 out of ten", 10, 10), ("pain level six", 6, 6), ("pain 8", 8, 8),
    ("call it a four", 4, 4), ("6-7/10", 6, 7), ("On a scale of 1 to 10 I'd say 7", 7, 7),
    ("between 6 and 7 out of 10", 6, 7), ("my back's a six", 6, 6), ("11/10", 10, 10), ("pain score 7.5", 7.5, 7.5),
    ("a level 8 pain", 8, 8), ("The pain in the back is at ten", 10, 10),
    ("zero pain sitting", 0, 0), ("Score of four.", 4, 4), ("Out of ten? I'd go eight.", 8, 8), ("call it 3", 3, 3),
    ("rate my pain? eight.", 8, 8), ("the pain's about a six tonight", 6, 6), ("pain level is 5 of 10 sir", 5, 5),
    ("9 po out of ten", 9, 9), ("4 over 10, in my back", 4, 4), ("pain scale 6.", 6, 6), ("I'd give it an 8", 8, 8),
    ("i would put it at about 7", 7, 7), ("six I would say", 6, 6), ("part of life, about a 4 out of 10", 4, 4),
    ("pain was 9 at the weekend, down to 4 today", 4, 4), ("it's gone from a four to an eight", 8, 8),
    ("it is not an eight any more it is down to a three", 3, 3), ("In bed, and a 7, sadly", 7, 7), ("pain of 7", 7, 7),
    ("pain is a strong 6", 6, 6),
    ("a solid 6.", 6, 6), ("pain score between 3-5 depending", 3, 5), ("not a 10 out of 10, more a 2", 2, 2),
]

TEMPERATURES = [
    ("my temp is 38.5", 38.5, 38.5), ("temp of 39", 39, 39), ("101F", 38.3, 38.3), ("temperature was 37", 37, 37),
    ("I have a temp of 102 fahrenheit", 38.9, 38.9), ("fever 38,5", 38.5, 38.5),
    ("she's 38.4 and crying", 38.4, 38.4), ("38 degrees celsius", 38, 38), ("thermometer says 102", 38.9, 38.9),
    ("running a temp, 39.2 last night", 39.2, 39.2), ("Running 101.3, sweats at night", 38.5, 38.5),
    ("Temp's 99.1, is that a fever?", 37.3, 37.3), ("took it just now and it was 36.6", 36.6, 36.6),
    ("38.8 degrees on the thermometer", 38.8, 38.8), ("my temperature was thirty eight point four", 38.4, 38.4),
    ("fever of one oh one", 38.3, 38.3), ("burning at 103", 39.4, 39.4), ("hot and shivery, 38.9 now", 38.9, 38.9),
    ("in 2019 they took my spleen, now fever of 39", 39, 39),
]

NOTHING = [
    "coughed up blood yesterday and my back hurts", "my back is the same as yesterday",
    "24/7", "it hurts 24/7", "in 3 weeks I fly", "I have an appointment in two weeks", "30 minutes of stiffness",
    "stiff for 30 minutes every morning", "it hurts twice a week", "it wakes me 4x a night", "it comes every 2 days",
    "10 weeks pregnant", "I'm 31 weeks along", "carrying my 3 year old hurts my back", "my dad is 70",
    "my mum is 70 and I have back pain", "I've lost 2 stone in 6 weeks", "I took 20 paracetamol", "ring 07700 900123",
    "at 8 am", "stuck on the M25", "L4 L5", "C6 and C7/T1", "I smoked 20 a day for 30 years",
    "had cancer 5 years ago", "I had a heart attack 3 years ago", "9/11", "7/10/2026", "seen on 7/10",
    "a week on Friday it'll be better", "my back op was 3 years ago", "I worked on ships for twenty years",
    "since I was 30", "physio says give it 6 more weeks", "I was off work for two weeks last year",
    "I sleep 6 hours a night", "I get a scan in 2 weeks", "I walk 3 miles",
    "breast cancer in 2017, clear for nine years", "on prednisolone for 3 months", "taking ibuprofen for 5 days",
    "it goes away after 2 days", "it lasts 2 days each time", "pain comes every few weeks", "diabetes for 20 years",
    "a 10 minute walk", "married 40 years", "not smoked for 10 years", "I'm 80% better", "I'm 5 foot 6", "I'm 6'2",
    "I smoked in my twenties", "since age 15", "room 22, ward 3", "38.5", "bra size 38C", "bend it 40 degrees",
    "9 out of 10 doctors", "power 3/5", "it's a two hour drive", "it's a one off", "mood 3/10", "pain in 2 places",
    "the pain is 10 times worse", "woke with pain at 4 again", "0/10 would not recommend", "twenty since breakfast",
    "better since Monday", "no trouble since Friday", "no back pain for 3 weeks", "haven't had any pain for a month",
    "worse since Monday", "started a new job in September", "give me a couple of days", "would a fortnight off help?",
    "my hip was done in 2015", "never a day off sick", "",
    "10 pain relief tablets", "I take 1 for pain", "out of 10 people 3 had it", "it takes ages", "week one of training",
    "I have my scan a week today", "I see the physio a week on Monday", "I sit for 8 hours and my back hurts",
    "I walk 2 hours a day", "it hurts when I sit for more than 2 hours", "had it once for two weeks in 2015",
    "last year I had back pain for 6 months but it went away", "twenty years of driving, and a sore back",
    "30 weeks, baby's kicking, my back is fine", "I haven't been for five days, all bound up",
    "day 3 of antibiotics for my chest", "day 3 of my holiday and my back hurts", "I live on the 3rd floor, back sore",
    "pulled it hanging Christmas wreaths", "my period started Monday and back aches", "my period is 3 days late",
    "going to the gym on Monday, is that ok with back pain", "I moved house on Saturday. No back pain though",
    "took naproxen 500mg for two weeks", "My neighbour's 68 and had it ten years. Mine's new",
    "My sister is 45 and has the same disc problem as me", "my brother was operated when he was 33, he's well",
    "since I turned 40 my back hurts", "being thirty again would be nice", "I swam 50m", "I have 25 years experience",
    "house is 45 years old", "took 2 of 10 tablets", "8 of 10 people", "work from 9 to 5 on 10 acres",
    "went up to 5 miles", "there are three trees", "strength is up to 10/10", "last year fever was 39 with covid",
    "I ran 38.5 miles, sweating", "my bmi is 36.5, hot flushes", "it's 38 degrees in the office",
    "36 weeks pregnant, temperature normal", "it was a nine on Saturday",
]

# kind, text, low, high: what is clear only because it was asked for
ANSWERS = [
    ("duration", "half a year", 182, 182), ("duration", "ages", 43, OPEN), ("duration", "March", 238, 268),
    ("duration", "last Tuesday", 7, 7), ("duration", "2019", 2520, 2884), ("duration", "2-3 months", 60, 90),
    ("duration", "3rd of November", 21, 21), ("duration", "20 minutes", 0.01, 0.01), ("duration", "today", 0, 0),
    ("duration", "Less than 2 weeks", 0, 13), ("duration", "2 to 6 weeks", 14, 42), ("duration", "years", 730, OPEN),
    ("duration", "6 weeks to 3 months", 42, 90), ("duration", "More than 3 months", 91, OPEN),
    ("duration", "since my operation 3 weeks ago", 21, 21), ("duration", "3 weeks but worse for 2 days", 21, 21),
    ("age", "34", 34, 34), ("age", "about 40", 40, 40), ("age", "thirty four", 34, 34), ("age", "34yo", 34, 34),
    ("age", "born in 1962", 63, 64), ("age", "1962", 63, 64), ("age", "17 months old", 1, 1), ("age", "3", 3, 3),
    ("age", "6 weeks old", 0, 0), ("age", "under 18", 0, 17), ("age", "18 to 39", 18, 39),
    ("age", "70 or over", 70, 120), ("age", "late fifties", 57, 59), ("age", "he's 7", 7, 7),
    ("age", "52 and a half", 52, 52), ("age", "she is four, bless her", 4, 4), ("age", "One", 1, 1),
    ("age", "120", 120, 120), ("age", "34, pain 7/10", 34, 34), ("pain_score", "7", 7, 7),
    ("pain_score", "seven", 7, 7), ("pain_score", "7ish", 7, 7), ("pain_score", "2-3", 2, 3),
    ("pain_score", "between 6 and 7", 6, 7), ("pain_score", "7/10", 7, 7), ("pain_score", "no pain", 0, 0),
    ("pain_score", "10", 10, 10), ("pain_score", "eleven", 10, 10), ("pain_score", "100/10", 10, 10),
    ("pain_score", "8 at night, 4 by day", 4, 8), ("pain_score", "0", 0, 0), ("pain_score", "9/10", 9, 9),
]

UNCLEAR = [
    ("duration", "3"), ("duration", "about 3"), ("duration", "I'm 62"), ("duration", "twice a week"),
    ("duration", "24/7"), ("duration", "7/10"), ("duration", "10 weeks pregnant"), ("duration", "not sure"),
    ("duration", "since I was 30"), ("duration", "in 3 weeks"), ("duration", "a while"), ("age", "121"),
    ("age", "3 weeks"), ("age", "right one is fine"), ("age", "my two kids woke me"),
    ("age", "80 kg"), ("age", "-5"), ("age", "5'10"), ("age", "a few"), ("pain_score", "12"),
    ("pain_score", "3 weeks"), ("pain_score", "I'm 62"), ("pain_score", "it's bad"), ("pain_score", "-1"),
    ("age", ""), ("duration", ""),
]


def only(text: str, entity: str) -> list[tuple[float, float]]:
    return [(amount.low, amount.high) for amount in find_amounts(text, TODAY) if amount.entity == entity]


@pytest.mark.parametrize(("text", "low", "high"), DURATIONS)
def test_a_duration_is_read_in_days(text: str, low: float, high: float) -> None:
    assert only(text, "duration") == [(low, high)]


@pytest.mark.parametrize(("text", "low", "high"), AGES)
def test_an_age_is_read_in_years(text: str, low: float, high: float) -> None:
    assert only(text, "age") == [(low, high)]


@pytest.mark.parametrize(("text", "low", "high"), SCORES)
def test_a_pain_score_is_read_from_0_to_10(text: str, low: float, high: float) -> None:
    assert only(text, "pain_score") == [(low, high)]


@pytest.mark.parametrize(("text", "low", "high"), TEMPERATURES)
def test_a_temperature_is_read_in_celsius(text: str, low: float, high: float) -> None:
    assert only(text, "temperature") == [(low, high)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_an_amount_is_left_alone(text: str) -> None:
    assert find_amounts(text, TODAY) == ()


@pytest.mark.parametrize(("text", "kinds"), [
    ("I'm 62", {"age"}), ("7/10", {"pain_score"}), ("no temperature, 38 years old", {"age"}), ("67F", {"age"}),
    ("temp 38", {"temperature"}), ("101F", {"temperature"}), ("pain 7/10 for 3 weeks", {"pain_score", "duration"}),
    ("I am 45 and my back has hurt for 3 weeks, 7/10", {"age", "duration", "pain_score"}),
])
def test_each_number_is_read_as_one_kind(text: str, kinds: set[str]) -> None:
    assert {amount.entity for amount in find_amounts(text, TODAY)} == kinds


@pytest.mark.parametrize(("kind", "text", "low", "high"), ANSWERS)
def test_a_direct_answer_is_understood(kind: str, text: str, low: float, high: float) -> None:
    amount = parse_amount(text, kind, TODAY)  # type: ignore[arg-type]
    assert amount is not None
    assert (amount.entity, amount.low, amount.high) == (kind, low, high)


@pytest.mark.parametrize(("kind", "text"), UNCLEAR)
def test_an_unclear_answer_is_asked_again(kind: str, text: str) -> None:
    assert parse_amount(text, kind, TODAY) is None  # type: ignore[arg-type]


def test_offsets_give_the_words_back() -> None:
    text = "Hi — I’m 62. Pain for about 3 weeks, it’s 7/10."
    found = find_amounts(text, TODAY)
    assert [amount.text for amount in found] == ["62", "3 weeks", "7/10"]
    assert all(text[amount.start:amount.end] == amount.text for amount in found)


def test_several_durations_of_the_pain_are_all_given() -> None:
    text = "back pain for 3 months. It has hurt at night since Monday. I had cancer 5 years ago."
    assert only(text, "duration") == [(90, 90), (1, 1)]


@pytest.mark.parametrize(("text", "today", "days"), [
    ("sore since Monday", datetime.date(2026, 11, 23), (7, 7)),
    ("sore since Christmas", datetime.date(2026, 12, 25), (0, 0)),
    ("sore since Christmas", datetime.date(2026, 12, 24), (363, 364)),
    ("sore since March", datetime.date(2026, 3, 2), (0, 1)),
    ("sore since March", datetime.date(2026, 2, 28), (334, 364)),
    ("sore since Easter", datetime.date(2027, 3, 25), (353, 356)),
    ("sore since the winter", datetime.date(2026, 1, 31), (0, 61)),
    ("sore since 29 February", datetime.date(2028, 3, 1), (1, 1)),
])
def test_calendar_phrases_look_back_from_today(text: str, today: datetime.date, days: tuple[float, float]) -> None:
    assert [(amount.low, amount.high) for amount in find_amounts(text, today)] == [days]


def test_a_day_that_the_month_lacks_is_not_read() -> None:
    assert find_amounts("sore since the 31st", datetime.date(2026, 3, 1)) == ()


def test_an_amount_is_a_value() -> None:
    amount = find_amounts("I'm 62", TODAY)[0]
    assert amount == Amount("age", 62.0, 62.0, 4, 6, "62")


@pytest.mark.parametrize("text", [
    "a" * 100_000, "1" * 100_000, " " * 100_000, "\n" * 100_000, "²" * 1000, "1/2/" * 2000, "3 weeks ago " * 2000,
    "since " * 5000, "a few or " * 3000, "one hundred and " * 2000, "İ" * 1000,
])
def test_odd_text_is_read_in_linear_time(text: str) -> None:
    start = time.process_time()
    find_amounts(text, TODAY)
    for kind in ("duration", "age", "pain_score"):
        parse_amount(text, kind, TODAY)
    assert time.process_time() - start < 5


def test_time_grows_with_length_only() -> None:
    def seconds(copies: int) -> float:
        start = time.process_time()
        find_amounts("sore since Monday, I'm 62 and it's 7/10 for 3 weeks " * copies, TODAY)
        return time.process_time() - start
    assert seconds(2000) < 20 * seconds(200) + 0.1


def test_a_normal_message_takes_under_a_millisecond() -> None:
    text = "I'm 62 and my upper back has hurt for about three weeks, worse at night, I'd call it 7 out of 10."
    start = time.process_time()
    for _ in range(200):
        find_amounts(text, TODAY)
    assert (time.process_time() - start) / 200 < 0.003  # a slow, busy machine is allowed for


@pytest.mark.parametrize("text", [
    "I take ramipril 3 years", "it hurts, 9/10", "my upper back hurts, I sit badly all day at work with 4 screens"])
def test_a_number_of_something_else_does_not_answer_how_old(text: str) -> None:
    assert parse_amount(text, "age", TODAY) is None


@pytest.mark.parametrize(("text", "age"), [("62 years. is it cancer?", 62), ("I have 39 years", 39), ("she is 4", 4),
                                           ("oh gosh, I was hoping you would not ask, I'm 58", 58)])
def test_an_age_in_other_words_answers_how_old(text: str, age: float) -> None:
    found = parse_amount(text, "age", TODAY)
    assert found is not None and found.low == age
