"""Judges from the words around a length of time whether it is the pain's."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from backguide.text.number_words import CARDINALS, Token, word_at

Form = Literal["since", "from", "ago", "span", "date"]


class Candidate(NamedTuple):
    """A duration in days that tokens `first` to `stop` speak of, and how it is said."""

    low: float
    high: float
    first: int
    stop: int
    unit: str
    form: Form


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_SYMPTOMS = _words(
    "pain pains paining painful pane ache aches ached aching achey achy sore soar soreness hurt hurts hurting herts",
    "backache spine spinal neck shoulder shoulders shoulderblade blade blades stiff stiffness tight tightness twinge",
    "spasm spasms cramp knot burning throbbing tender agony numb numbness tingling tingly tingles pins weak weakness",
    "limp rib ribs sciatica discomfort symptoms niggle niggling crick scapula thoracic dull stabbing banjaxed trouble",
    "legs leg arm arms hand hands foot feet hip hips chest bra lumbar muscle muscles seized dragging dead bum wings",
    "complaint duration problem problems issue issues onset suffering suffered dard sakit likod wee pee swollen lump",
    "rash fever feverish temperature drip backpain scaps back's mine's trapped slipped grumbling heavy clumsy")
_PRONOUNS = _words("it its it's this that's thats mine them these")
_BACK_BEFORE = _words(
    "my me mi ma upper lower low mid middle the his her bad sore this old your their our dodgy of de buggered crocked")
_BACK_AFTER = _words("pain pains ache aches hurts hurt has is went gave been trouble problem problems seized started "
                     "locked began sore issues spasm spasms thing injury dey was and killing")
_ONSET = _words(
    "started start starting strted startd began begun kicked seized locked pulled pulling strained tweaked twinged hurt",
    "injured wrenched cricked jarred twisted popped happened fell crashed slipped appeared onset caught banged tripped",
    "spasmed sprained ricked knackered buggered jolted clicked flared snapped whiplash rear-ended",
    "bruised landed twanged cracked nagsimula threw thrown")
_SOFT_ONSET = _words("came went got felt noticed woke did put lifted lifting carried carrying set first new gave moved")
_ELSEWHERE = _words(
    # habits, medicines, work, family
    "smoke smoked smoker smoking cigarettes cigarette fags vape vaping drink drank drinking sober clean pack",
    "tablets tablet pill pills medication meds medicine steroid steroids prednisolone warfarin statin statins hrt",
    "inhaler antibiotics injections injection ibuprofen paracetamol methotrexate humira insulin dose doses taking pred",
    "job work worked working works career driver driving drive retired army served service mill business shift shifts",
    "married marriage divorced widowed together wife's teacher teaching nurse nursing apprentice school uni course trip",
    # past events and other illnesses
    "cancer cancers tumour tumor chemo chemotherapy radiotherapy leukaemia leukemia lymphoma melanoma remission stroke",
    "attack operation op operated surgery replaced replacement removed stent stents pacemaker diagnosed diagnosis",
    "tb copd asthma diabetes diabetic arthritis hypertension infection covid pneumonia shingles depression anxiety",
    "flushes menopause cough coughs coughing period periods died dead passed funeral quit stopped retirement",
    "cured discharged accident scan mri x-ray xray test tests checkup smear transplant baby babies born",
    "birth pregnant pregnancy breastfeeding caesarean epidural toddler puppy kids daughter's son's headaches",
    # what lies ahead, and what comes round again
    "appointment appt appointments booked booking waiting list flight fly flying holiday holidays wedding due review",
    "follow-up deadline course notice rest rested resting prescription referral wait queue",
    # weight
    "stone kilo kilos kg lb lbs pound pounds libras weight dropped lost",
    "sleep slept asleep")
_ASSUAGED = _words("worse worst worsened worsening better improved improving eased easing ease fine ok okay grand settled "
                   "gone normal")
_ONGOING = _words("been have has had having i've ive it's its 've he's she's now can't cant cannot couldn't couldnt won't "
                  "wont unable still constantly constant can couldn't lately recently like")
_EMPTY = _words(
    "about around for now of so far like maybe i think i'd say roughly well um er yes yeah just only already the a and on",
    "off with probably going straight running been has have had some ago back or circa approximately approx must be",
    "is was in past last these over during since from it its it's this that's that thats these - : x duration ish lot",
    "there ongoing non stop all time same continuous continuously solid though please po liao leh haan ji hi hello ok",
    "nearly almost it'll 'bout bout say tops give take guess than more less ever then there sure not um, total long",
    "how question answer severity lasting lasted least 've ive i've i'm im hiya now! too each on-and-off , today")
_SENTENCE_ENDS = frozenset(".!?\n")
_CLAUSE_ENDS = frozenset(".!?\n;,()") | _words("but and so because cos although though while whereas then n")
_REACH_LEFT, _REACH_RIGHT, _REACH_BACK = 20, 12, 16
_RIGHT_IS_FARTHER = 2
_LONG, _SHORT = 365.0, 14.0
_LONG_AGO = 60.0
_NONE = 1_000

_NEVER_BEFORE = _words("in within every each per another next until till first further lasts extra by ever-y after than "
                       "inside for-another before")
_NEVER_AFTER = _words("pregnant along postpartum post pp later later, time time's times younger older apart each until "
                      "till before after left notice ahead out old olds yo away course supply holiday shy")
_FREQUENCY = _words("twice once thrice times time x hours hrs days nights sessions lb lbs pounds kg quid pints units pack "
                    "packs cigarettes fags times/ drinks miles steps shifts goes tablets £ $ ten")
_OWN_AGE = _words("pain ache it it's its mine mine's back injury this that's")
_FINE_AFTER_SINGULAR = _words("now ago back and or of i since with on it this the my that pain already straight running "
                              "solid so but not in at he she they going ongoing same hx history liao plus is no its it's ish")


def is_about_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the duration is plausibly the pain's own."""
    if _is_excluded(tokens, candidate):
        return False
    if candidate.unit in {"minute", "hour"} and candidate.form == "span":
        return False
    left, right = _clause(tokens, candidate)
    pain, elsewhere = _nearest_signals(tokens, candidate, left, right)
    if candidate.form == "date":
        return _began_then(tokens, candidate, left, right, elsewhere)
    if pain < _NONE or elsewhere < _NONE:
        return pain <= elsewhere and (candidate.form != "ago" or _ago_fits(tokens, candidate, left, right))
    if _is_fragment(tokens, candidate, left, right):
        return _fits_what_was_said(tokens, candidate, left)
    ongoing = any(word_at(tokens, at) in _ONGOING for at in range(left, right))
    if candidate.form == "ago":
        return False
    return candidate.high < _LONG and (ongoing or candidate.form == "since")


def is_direct_answer(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it can answer "how long": all but what recurs or lies ahead."""
    if _is_excluded(tokens, candidate):
        return False
    left, right = _clause(tokens, candidate)
    pain, elsewhere = _nearest_signals(tokens, candidate, left, right)
    return pain <= elsewhere


def says_since_then(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "since" at `index` points back: "ever since", "since then", "sore since."."""
    after = word_at(tokens, index + 1)
    if after in {"then", "that"} or word_at(tokens, index - 1) == "ever" and after not in {"i", "my", "the"}:
        return True
    return after in {"", ".", ",", "!", "?", "\n", "and", "so", ";", ")"}


def denies_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the clause before `index` says that nothing came after: "no bother since"."""
    near = [word_at(tokens, at) for at in range(max(index - 4, 0), index)]
    return "no" in near or "not" in near or "never" in near or bool(_ASSUAGED & set(near)) or bool(_ELSEWHERE & set(near))


def names_symptom(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the token speaks of the pain; "back" only as a part of the body."""
    word = word_at(tokens, index)
    if word in {"back", "bak", "backs"}:
        return word_at(tokens, index - 1) in _BACK_BEFORE or word_at(tokens, index + 1) in _BACK_AFTER
    return word in _SYMPTOMS


def _is_excluded(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the next words make it a rate, an age, or something ahead."""
    if candidate.form in {"since", "from", "date"}:
        return False
    before, after = word_at(tokens, candidate.first - 1), word_at(tokens, candidate.stop)
    if after == "-":
        after = word_at(tokens, candidate.stop + 1)
    if before == "the":  # in the next two weeks, for the first week
        before = word_at(tokens, candidate.first - 2) if before == "the" else before
        before = "" if before in {"in", "within", "by"} and word_at(tokens, candidate.first) in {"last", "past"} else before
    if before in {"last", "past", "this", "these"}:
        before = ""
    old = after in {"old", "olds", "yo", "o"} and not _is_age_of_pain(tokens, candidate)
    if before in _NEVER_BEFORE and after != "of" or old or after in _NEVER_AFTER - {"old", "olds"}:
        return True
    if word_at(tokens, candidate.first) in {"a", "an"} and (
            before in _FREQUENCY or before.isdecimal() or before in CARDINALS):
        return True
    return _is_adjective(tokens, candidate, after)


def _is_adjective(tokens: Sequence[Token], candidate: Candidate, after: str) -> bool:
    """Tell whether it stands before a noun: "a 10 minute walk", "a two-week course"."""
    unit = word_at(tokens, candidate.stop - 1)
    if unit.endswith(("s", "'")) or candidate.unit == "ages" or not after.isalpha():
        return False
    counted = word_at(tokens, candidate.first) not in {"a", "an", "the", "this", "last", "past", "half", "all", "whole"}
    many = counted and unit in {"day", "week", "month", "year", "hour", "minute", "min", "yr"}
    return many and candidate.form == "span" and after not in _FINE_AFTER_SINGULAR and word_at(
        tokens, candidate.first) not in {"one", "1", "day", "week", "month"} and not unit[0].isdigit()


def _is_age_of_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    near = {word_at(tokens, at) for at in range(max(candidate.first - 5, 0), candidate.first)}
    return bool(near & _OWN_AGE) and word_at(tokens, candidate.stop - 1).endswith("s") and not candidate.unit == "year"


def _clause(tokens: Sequence[Token], candidate: Candidate) -> tuple[int, int]:
    left, right = candidate.first, candidate.stop
    while left > max(candidate.first - _REACH_LEFT, 0) and not _ends_clause(tokens, left - 1):
        left -= 1
    while right < min(candidate.stop + _REACH_RIGHT, len(tokens)) and not _ends_clause(tokens, right):
        right += 1
    return left, right


def _ends_clause(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if word not in _CLAUSE_ENDS:
        return False
    return not (word in {"and", "n"} and word_at(tokens, index - 1) == "on" and word_at(tokens, index + 1) == "off")


def _nearest_signals(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> tuple[int, int]:
    """Return how far the nearest words of pain and of something else stand off."""
    pain = elsewhere = _NONE
    for at in range(left, right):
        if candidate.first <= at < candidate.stop:
            continue
        away = candidate.first - at if at < candidate.first else at - candidate.stop + 1 + _RIGHT_IS_FARTHER
        word = tokens[at].text
        if word in _ELSEWHERE or word in _ASSUAGED and candidate.high < _SHORT and at < candidate.first:
            elsewhere = min(elsewhere, away)
        elif names_symptom(tokens, at) or word in _PRONOUNS and candidate.high < _LONG:
            pain = min(pain, away)
        elif word in _ONSET and candidate.form in {"ago", "since", "from"}:
            pain = min(pain, away)
    return pain, elsewhere


def _ago_fits(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    """Tell whether "ago" tells when the pain began, not of an event of its own."""
    words = [word_at(tokens, at) for at in range(left, right)]
    if any(word in _ONSET for word in words):
        return candidate.high <= _LONG_AGO or any(word[:4] in {"star", "strt", "bega", "begu", "onse"} for word in words)
    if any(word in _SOFT_ONSET for word in words):
        return candidate.high < _LONG
    had = [at for at in range(left, candidate.first) if word_at(tokens, at) in {"had", "have", "saw", "was", "were"}]
    subject = [at for at in range(left, candidate.first) if names_symptom(tokens, at) or tokens[at].text in {"it", "this"}]
    return bool(subject) and not (had and had[0] < subject[0])


def _began_then(tokens: Sequence[Token], candidate: Candidate, left: int, right: int, elsewhere: int) -> bool:
    """Tell whether a date on its own is the day when it began."""
    onset = _NONE
    for at in range(left, right):
        word = word_at(tokens, at)
        went = word in {"went", "gave", "gone", "goes", "did", "put", "done"} and any(
            names_symptom(tokens, near) or word_at(tokens, near) == "back" for near in (at - 1, at - 2, at + 1, at + 2))
        came = word == "came" and word_at(tokens, at + 1) in {"on", "out", "from"}
        if word in _ONSET or went or came:
            onset = min(onset, abs(candidate.first - at))
    that_was = word_at(tokens, candidate.first - 1) == "was" and word_at(tokens, candidate.first - 2) == "that"
    onward = word_at(tokens, candidate.stop) in {"on", "onwards", "onward"} and (
        word_at(tokens, candidate.stop + 1) in {"", ".", ",", "\n"})
    return onset <= elsewhere and onset < _NONE or that_was or onward


def _is_fragment(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    outside = [*range(left, candidate.first), *range(candidate.stop, right)]
    return all(word_at(tokens, at) in _EMPTY for at in outside)


def _fits_what_was_said(tokens: Sequence[Token], candidate: Candidate, left: int) -> bool:
    """Judge a bare "three weeks now" by the nearest telling word before it."""
    for at in range(left - 1, max(left - 1 - _REACH_BACK, -1), -1):
        if tokens[at].text in _ELSEWHERE:
            return False
        if names_symptom(tokens, at) or tokens[at].text in _ONSET:
            return True
    return candidate.high < _LONG or len(tokens) <= _REACH_RIGHT
