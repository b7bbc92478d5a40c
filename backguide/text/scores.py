"""Finds pain scores, 0 to 10."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backguide.text.duration_words import names_symptom
from backguide.text.number_words import (
    Number,
    Token,
    is_signed,
    may_begin_number,
    read_number,
    read_single,
    word_at,
    words,
)
from backguide.text.time_units import unit_at


class Figure(NamedTuple):
    """A quantity as a range that tokens `first` to `stop` speak of."""

    low: float
    high: float
    first: int
    stop: int


HIGHEST = 10.0
_TEN = frozenset({"10", "ten"})
_HEADS = words(
    "pain pain's pains ache severity hurt hurts hurting soreness agony score intensity rating discomfort",
    "painscore level scale rate rated rates scores scored scoring vas nrs painlevel")
_LINKS = words(
    "is 's was s : = at about around a an like level score currently now usually roughly maybe probably today",
    "been of to - up it's its it hits reaches solid steady constant say i'd id are scale severity rating down now out",
    "gets got peaks goes jumps shoots drops sits sitting hovers hovering stays stuck averages averaging nearly",
    "between was @ would be must i overall today's probs prob … only still just really quite pretty more less over",
    "under above below easily definitely honestly ? right tonight strong rest worst best movement moving")
_COPULAS = words(
    "is 's was s : = it's its level score been say hits reaches rating severity scale to a - about around ? an gets",
    "peaks goes jumps shoots drops sits sitting hovers hovering stays averages @ be are now at … like of rest worst",
    "best movement moving")
_CALLED = words(
    "it's its it say that's thats probably maybe like around about at is call easily mostly solid more give gives",
    "giving gave rate rated")
_NAMING = frozenset({
    ("call", "it"), ("rate", "it"), ("put", "it"), ("i'd", "say"), ("i'd", "go"), ("say", "it's"), ("a", "solid"),
    ("a", "steady"), ("a", "strong"),
    ("id", "say"), ("id", "go"), ("would", "say"), ("put", "at"), ("rate", "at"), ("it", "at"), ("say", "about"),
    ("say", "around"), ("easily", "an"), ("down", "to"), ("rate", "this"), ("rate", "pain"), ("to", "about"),
    ("scores", "a"), ("scoring", "a"), ("i'd", "rate"), ("sat", "at"), ("say", "maybe"), ("say", "probably")})
_AFTER_SCORE = words(
    ". , ! ? ; ) and at but when if now today right most or with on some sometimes usually ish atm maybe",
    "currently depending then for i it this after all though tbh - lol pain by because cos since ( in while",
    "severity tonight tonite max tops or so daily overall average constantly sir sirs doc doctor dr please po still",
    "overnight only honestly whenever until till even without again worst easily out mostly normally generally every",
    "per however though lol … than once except any level") | {"", "\n"}
# "a two in the daytime": what may follow a score that is a clause of its own
_AFTER_LONE = words(". , ! ; ) when in at tonight today now on most if i for ? but and this out mostly usually") | {
    "", "\n"}
_BEFORE_LONE = words(". , ; : and but to - then now ( … easily roughly maybe probably") | {"", "\n"}
# "my back is at a 7", "more of a 4", "it's a nine": where the pain is spoken of
_RATED_AS = words("at of its it's is like say saying call more give be reckon")
_NOT_PAIN = words(
    "mood energy happiness happy stress recommend living life anxiety worry worried sleep fatigue power strength",
    "appetite service motivation")
_NOT_A_SCORE = words("strength power people doctors times nights days mornings women men patients cases")
_OVER_TEN = words("of over upon on by in from / \\")
_FILLERS = words("po like about na ish")
_POSTURES = words("sitting standing moving lying walking resting rest still bending coughing sat stood twisting")
_TAKING = words("take took taking takes need of")
_CHILDREN = words("sons daughters kids children twins boys girls size grandsons")
# the pain moved: what counts is where it is now
_MOVED = words("gone went down up dropped drops fallen risen rose climbed jumped shot moved going came come eased")
_WAS = words("was were been had before from started peaked")
_ONCE = words("yesterday earlier before last ago weekend initially originally")
_NOW = words("now today tonight currently down still it's its is is. anymore")
_NEUTRAL_HEADS = frozenset({"level", "rating", "scale"})
_REACH = 6
_SCALE_REACH = 12


def find_scores(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield the pain scores, each clamped to 10."""
    index = 0
    while index < len(tokens):
        if not (may_begin_number(tokens[index].text) or tokens[index].text in {"scale", "out"}):
            index += 1
            continue
        found = (_moved_to(tokens, index) or _out_of_ten(tokens, index) or _named(tokens, index)
                 or _on_scale(tokens, index) or _lone(tokens, index))
        if found is not None:
            yield found
        index = found.stop if found is not None else index + 1


def _moved_to(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read the 8 of "it's gone from a four to an eight", "down to a 3", "dropped to 4 today"."""
    at = index - 1 - (word_at(tokens, index - 1) in {"a", "an", "about", "maybe", "around"})
    number = _score_number(tokens, index)
    if number is None or number.high > HIGHEST or word_at(tokens, at) != "to":
        return None
    after = word_at(tokens, number.stop)
    if not (after in _AFTER_SCORE or after == "/") or unit_at(tokens, number.stop) is not None:
        return None
    before = _score_before(tokens, at)
    near = {token.text for token in tokens[max(before - 3, 0):before]} if before < at else {word_at(tokens, at - 1)}
    if not near & _MOVED or not _hurts(tokens, index):
        return None
    ten = word_at(tokens, number.stop) == "/" and word_at(tokens, number.stop + 1) in _TEN
    return _clamped(number, index, number.stop + 2 * ten)


def _score_before(tokens: Sequence[Token], index: int) -> int:
    """Return where the "from a four" before `index` begins, or `index`."""
    start = index - 1
    start -= word_at(tokens, start) in _TEN and word_at(tokens, start - 1) == "/" and 2
    number = _score_number(tokens, start) if may_begin_number(word_at(tokens, start)) else None
    if number is None or number.high > HIGHEST:
        return index
    start -= word_at(tokens, start - 1) in {"a", "an", "about", "maybe", "around"}
    return start - 1 if word_at(tokens, start - 1) == "from" else index


def _hurts(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the pain, or "it", is spoken of near `index`."""
    near = range(max(index - 2 * _SCALE_REACH, 0), min(index + _SCALE_REACH, len(tokens)))
    return not any(tokens[at].text in _NOT_PAIN for at in near) and any(
        tokens[at].text in {"it", "it's", "its", "back"} or names_symptom(tokens, at) for at in near)


def _lone(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read the score that is a clause of its own: "a 2 in the daytime and an 8 when I lie", "six I would say"."""
    number = _score_number(tokens, index)
    if number is None or number.high > HIGHEST or number.low != int(number.low) or is_signed(tokens, index):
        return None
    before, after = word_at(tokens, index - 1), word_at(tokens, number.stop)
    said = [word_at(tokens, number.stop + step) for step in range(3)]
    if before in _BEFORE_LONE and (said[:2] in (["i'd", "say"], ["id", "say"]) or said == ["i", "would", "say"]):
        return _clamped(number, index, number.stop)
    if before in _BEFORE_LONE and after in {"when", "while", "at"} and said[1] in _POSTURES and number.low > 0:
        return _clamped(number, index, number.stop)  # 3 when sitting, 8 when standing
    if before not in {"a", "an"} or after not in _AFTER_LONE or tokens[index].text in {"one", "1"}:
        return None
    near = {token.text for token in tokens[max(index - _REACH, 0):index]}
    rated = word_at(tokens, index - 2) in _RATED_AS and _hurts(tokens, index)
    if not (rated or word_at(tokens, index - 2) in _BEFORE_LONE) or near & (_TAKING - {"of"} | _NOT_PAIN | _CHILDREN):
        return None
    return _clamped(number, index, number.stop)


def present_scores(tokens: Sequence[Token]) -> list[Figure]:
    """Return the scores, without those that were the pain's before: "was 9, down to 4 today" is 4."""
    found = list(find_scores(tokens))
    past = [_is_past(tokens, figure) for figure in found]
    now = [figure for figure, over in zip(found, past) if not over]
    return now or found


def _is_past(tokens: Sequence[Token], figure: Figure) -> bool:
    before = {token.text for token in tokens[max(figure.first - 3, 0):figure.first]}
    after = {token.text for token in tokens[figure.stop:figure.stop + 4]}
    denied = word_at(tokens, figure.first - 1) in {"a", "an"} and word_at(tokens, figure.first - 2) == "not"
    return bool(before & _WAS or after & _ONCE) and not (before | after) & _NOW or denied


def read_bare_score(tokens: Sequence[Token]) -> Figure | None:
    """Read a direct answer to "how bad, 0 to 10": "8 at night, 4 by day" is 4 to 8."""
    found: list[Figure] = []
    for index in range(len(tokens)):
        number = _score_number(tokens, index) if not found or index >= found[-1].stop else None
        if number is None or number.high > HIGHEST + 1 or is_signed(tokens, index):
            continue
        after = word_at(tokens, number.stop)
        if unit_at(tokens, number.stop) is None and (after in _AFTER_SCORE or not found and after not in _NOT_A_SCORE):
            found.append(_clamped(number, index, number.stop))
    return merge(found)


def merge(figures: Sequence[Figure]) -> Figure | None:
    """Return the range from the lowest to the highest of several scores."""
    if not figures:
        return None
    return Figure(min(f.low for f in figures), max(f.high for f in figures), figures[0].first, figures[-1].stop)


def _score_number(tokens: Sequence[Token], index: int) -> Number | None:
    """Read a number or a range; never "9/10" as nine to ten."""
    single = read_single(tokens, index)
    if single is not None and word_at(tokens, single.stop) == "/":
        following = read_single(tokens, single.stop + 1)
        neighbours = following is not None and following.low == single.low + 1 <= 9
        return read_number(tokens, index) if neighbours else single
    number = read_number(tokens, index)
    if number is None or number.vague or word_at(tokens, index) in {"half", "from"}:
        return None
    return number


def _clamped(number: Number, first: int, stop: int) -> Figure:
    return Figure(min(number.low, HIGHEST), min(number.high, HIGHEST), first, stop)


def _out_of_ten(tokens: Sequence[Token], index: int) -> Figure | None:
    number = _score_number(tokens, index)
    if number is None:
        return None
    stop = number.stop + (word_at(tokens, number.stop) in _FILLERS)
    word, after = word_at(tokens, stop), word_at(tokens, stop + 1)
    if word == "/" and after in _TEN:
        stop += 2
        dated = word_at(tokens, stop) in {"/", "-"} and word_at(tokens, stop + 1).isdecimal()
        padded = tokens[index].text.startswith("0") and len(tokens[index].text) > 1
        if dated or padded or word_at(tokens, index - 1) in {"on", "/", "since"}:
            return None
    elif word in {"out", "outta", "outa", "outof"}:
        stop += 1 + (after in {"of", "off", "a"})
        if word_at(tokens, stop) not in _TEN:
            return None
        stop += 1
    elif word in _OVER_TEN and after in _TEN and _ends_score(tokens, index, stop + 2):
        stop += 2
    else:
        return None
    if word_at(tokens, stop) in _NOT_A_SCORE or _is_of_something_else(tokens, index):
        return None
    if "not" in {word_at(tokens, index - 1), word_at(tokens, index - 2)}:  # not a 10 out of 10
        return None
    return _clamped(number, index, stop)


def _ends_score(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Tell "5 of 10 sir", "4 over 10" and "7 on 10" from "from 9 to 5 on 10 May" and "2 of 10 tablets"."""
    taking = {token.text for token in tokens[max(index - 4, 0):index]} & (_TAKING - {"of"})
    from_to = word_at(tokens, index - 1) in {"to", "from"} and not _speaks_of_pain(tokens, index, stop)
    after = word_at(tokens, stop)
    return not taking and not from_to and (after in _AFTER_SCORE or after in {"pain", "severity"})


def _is_of_something_else(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index - 1, max(index - _REACH, -1), -1):
        if tokens[at].text in _HEADS or tokens[at].text in {".", ";", "\n"} or names_symptom(tokens, at):
            return False
        if tokens[at].text in _NOT_PAIN and not (tokens[at].text == "life" and word_at(tokens, at - 2) != "quality"):
            return True
    return "recommend" in {word_at(tokens, at) for at in range(index, index + _REACH)}


def _named(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "pain is about a 7", "severity: 4", "my back's a six", "it's a 9", "call it a four"."""
    number = _score_number(tokens, index)
    if number is None or number.high > HIGHEST or word_at(tokens, number.stop) not in _AFTER_SCORE:
        return None
    return _clamped(number, index, number.stop) if _is_called(tokens, index, number) or _has_head(
        tokens, index, number) else None


def _is_called(tokens: Sequence[Token], index: int, number: Number) -> bool:
    """Tell whether it is the number of "it's a 9", "call it 4", "8 for pain" or "a level 7 pain"."""
    after, following = word_at(tokens, number.stop), word_at(tokens, number.stop + 1)
    before = word_at(tokens, index - 2), word_at(tokens, index - 1)
    for_pain = following == "pain" or following == "the" and word_at(tokens, number.stop + 2) == "pain"
    if after == "for" and for_pain:
        return before[1] not in _TAKING
    if after == "pain":
        return before[1] == "level" or tokens[index].text in {"zero", "0"}
    if after == "on" and following in {"the", "a"} and {"scale", "vas"} & {
            word_at(tokens, number.stop + 2), word_at(tokens, number.stop + 3)}:  # an 8 on the pain scale
        return True
    return _is_given(tokens, index) or before[1] in {"a", "an"} and before[0] in _CALLED or before in _NAMING


def _is_given(tokens: Sequence[Token], index: int) -> bool:
    """Tell "I'd give it an 8" and "I would put the pain at about 7" from "give it 2"."""
    at = index - 1
    while at > index - _REACH and word_at(tokens, at) in {"a", "an", "about", "around", "maybe", "at", "as", "roughly"}:
        at -= 1
    verb = at - 1 - (word_at(tokens, at - 1) in {"the", "my", "this"})
    given = word_at(tokens, at) in {"it", "this", "pain"} and word_at(tokens, verb) in {
        "give", "giving", "gave", "rate", "rating", "put", "score", "call"}
    return given and (at < index - 1 or word_at(tokens, verb - 1) in {"i'd", "would", "i", "id", "i'll", "to"})


def _has_head(tokens: Sequence[Token], index: int, number: Number) -> bool:
    """Tell whether "pain", "severity" or "my back" leads to the number by words that link."""
    at, linked = index - 1, False
    while at > index - _REACH and word_at(tokens, at) in _LINKS and word_at(tokens, at) not in _HEADS:
        linked = linked or word_at(tokens, at) in _COPULAS
        at -= 1
    head = word_at(tokens, at)
    if head == "scale":  # pain scale 6
        return word_at(tokens, at - 1) in _HEADS - {"scale"}
    if head in _HEADS and (linked or at == index - 1 or head in {"level", "score", "severity", "rating", "vas", "nrs"}):
        odd = head in _NEUTRAL_HEADS and not _speaks_of_pain(tokens, at, number.stop)
        return not odd and word_at(tokens, at + 1) != "at"
    body = at >= 0 and names_symptom(tokens, at) and word_at(tokens, index - 1) in {"a", "an", "at"}
    return body and (linked or head.endswith("'s"))


def _speaks_of_pain(tokens: Sequence[Token], index: int, stop: int) -> bool:
    near = [*range(max(index - _REACH, 0), index), *range(stop, stop + 2)]
    return any(word_at(tokens, at)[:4] in {"pain", "ache", "hurt"} for at in near)


def _on_scale(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read the 7 of "on a scale of 1 to 10 I'd say 7" and "out of ten? I'd go seven"."""
    word = word_at(tokens, index)
    at = index + 1 + (word_at(tokens, index + 1) in {"of", "from"})
    bounds = read_number(tokens, at) if word in {"scale", "out"} else None
    if bounds is None or bounds.high != HIGHEST or word == "out" and word_at(tokens, at - 1) != "of":
        return None
    if word_at(tokens, bounds.stop) in _NOT_A_SCORE:
        return None
    for start in range(bounds.stop, min(bounds.stop + _SCALE_REACH, len(tokens))):
        if tokens[start].text in _NOT_PAIN:
            return None
        number = _score_number(tokens, start)
        if number is not None and unit_at(tokens, number.stop) is None:
            return _clamped(number, start, number.stop) if number.high <= HIGHEST else None
    return None
