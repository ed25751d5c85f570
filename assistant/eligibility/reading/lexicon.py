"""Plain cues: the entries of the lexicon found in a description, each as it is said (stated, denied, planned); doubtful ones tell nothing."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.eligibility.reading.applicant import Applicants
from assistant.eligibility.reading.choose import HINTED, SAID, Hit
from assistant.eligibility.reading.rules import DoubtPatterns, Lexeme, ReadingRules
from assistant.eligibility.reading.text import Reading, unmarked
from assistant.thai.said import Manner, manner

_BESIDE = 30  # letters before or after a wording in which what leads or follows it stands
_NEAR = 40  # letters around it in which something else makes it mean something else
_ASKED_WITHIN = 26
_DOUBT_BEFORE = 60


def read_lexicon(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """What the entries of the lexicon tell, in the order of the file."""
    applicants = Applicants(reading, rules.applicant)
    for lexeme in rules.lexicon:
        for start, end in _places(lexeme, reading):
            said = _mentioned(reading, start, rules.doubt) if lexeme.mention else said_at(reading, start, end, rules.doubt)
            value = {Manner.STATED: lexeme.value, Manner.DENIED: lexeme.denied, Manner.PLANNED: lexeme.planned, Manner.UNSURE: None}[said]
            rank = applicants.rank(start, end, lexeme.applicant) if lexeme.applicant else HINTED if lexeme.weak else SAID
            if value is not None and rank is not None:
                yield Hit(lexeme.fact, value, start, end, said, rank)


def _places(lexeme: Lexeme, reading: Reading) -> Iterator[tuple[int, int]]:
    if lexeme.needs and not any(letters in reading.bare.text for letters in lexeme.needs):
        return
    page = reading.bare if lexeme.names else reading.masked
    text = (reading.text if lexeme.names else reading.masked_text) if lexeme.exact else page.text
    for match in lexeme.pattern.finditer(text):
        start, end = match.span() if lexeme.exact else page.span(match)
        if start < end and _fits(lexeme, reading, start, end):
            yield start, end


def _fits(lexeme: Lexeme, reading: Reading, start: int, end: int) -> bool:
    if lexeme.unless is not None and lexeme.unless.search(around(reading, start, end)):
        return False
    if lexeme.led_by is None and lexeme.followed_by is None:
        return True
    led = lexeme.led_by is not None and lexeme.led_by.search(before(reading, start, _BESIDE))
    return bool(led or (lexeme.followed_by is not None and lexeme.followed_by.search(after(reading, end, _BESIDE))))


def _mentioned(reading: Reading, start: int, doubt: DoubtPatterns) -> Manner:
    return Manner.DENIED if doubt.no_mention.search(before(reading, start, _BESIDE)) else Manner.STATED


def said_at(reading: Reading, start: int, end: int, doubt: DoubtPatterns) -> Manner:
    """How the words at a place are said: as ``manner`` hears it, and unsure where a question is put about them.

    A question whether the work may be submitted ("… ส่งได้ไหม") leaves what is said of the work stated.
    """
    lead, trail = before(reading, start, _DOUBT_BEFORE), after(reading, end, _ASKED_WITHIN)
    if doubt.before.search(lead) or doubt.after.search(trail):
        return Manner.UNSURE
    asked = doubt.asks.search(trail)
    if asked is not None and " " not in trail[: asked.start()].strip() and not doubt.about_entry.search(trail[: asked.end()]):
        return Manner.UNSURE
    if doubt.planned_before.search(lead):
        return Manner.PLANNED
    if reading.text[start : start + 1].isascii() and doubt.denied_before.search(lead):
        return Manner.DENIED
    return manner(reading.text, start, end)


def before(reading: Reading, start: int, letters: int) -> str:
    """Up to ``letters`` before a place, on its line, without tone marks."""
    return unmarked(reading.text[max(0, start - letters) : start].rpartition("\n")[2])


def after(reading: Reading, end: int, letters: int) -> str:
    """Up to ``letters`` after a place, on its line, without tone marks."""
    return unmarked(reading.text[end : end + letters].partition("\n")[0])


def around(reading: Reading, start: int, end: int) -> str:
    """The words at a place with what stands near them, without tone marks."""
    return before(reading, start, _NEAR) + unmarked(reading.text[start:end]) + after(reading, end, _NEAR)
