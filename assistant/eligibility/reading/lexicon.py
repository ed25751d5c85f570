"""Plain cues: the entries of the lexicon found in a description, each as it is said (stated, denied, planned); doubtful ones tell nothing."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.eligibility.reading.applicant import Applicants
from assistant.eligibility.reading.choose import Hit
from assistant.eligibility.reading.rules import DoubtPatterns, Lexeme, ReadingRules
from assistant.eligibility.reading.text import Reading, bare
from assistant.thai.said import Manner, manner

_BESIDE = 30  # letters before or after a wording in which what leads or follows it stands
_NEAR = 40  # letters around it in which something else makes it mean something else
_ASKED_WITHIN = 26


def read_lexicon(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """What the entries of the lexicon tell, in the order of the file."""
    applicants = Applicants(reading, rules.applicant)
    for lexeme in rules.lexicon:
        hits = list(_hits(lexeme, reading, rules))
        yield from (hit for hit in hits if not lexeme.applicant or applicants.applies(hit.start, hit.end))


def _hits(lexeme: Lexeme, reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    page = reading.bare if lexeme.names else reading.masked
    text = (reading.text if lexeme.names else reading.masked_text) if lexeme.exact else page.text
    for match in lexeme.pattern.finditer(text):
        start, end = match.span() if lexeme.exact else page.span(match)
        if start == end or not _fits(lexeme, reading, start, end):
            continue
        said = said_at(reading, start, end, rules.doubt)
        value = {Manner.STATED: lexeme.value, Manner.DENIED: lexeme.denied, Manner.PLANNED: lexeme.planned, Manner.UNSURE: None}[said]
        if value is not None:
            yield Hit(lexeme.fact, value, start, end, said, lexeme.weak)


def _fits(lexeme: Lexeme, reading: Reading, start: int, end: int) -> bool:
    if lexeme.unless is not None and lexeme.unless.search(around(reading, start, end)):
        return False
    if lexeme.led_by is None and lexeme.followed_by is None:
        return True
    led = lexeme.led_by is not None and lexeme.led_by.search(before(reading, start, _BESIDE))
    return bool(led or (lexeme.followed_by is not None and lexeme.followed_by.search(after(reading, end, _BESIDE))))


def said_at(reading: Reading, start: int, end: int, doubt: DoubtPatterns) -> Manner:
    """How the words at a place are said: as ``manner`` hears it, and unsure where a question is put about them.

    A question whether the work may be submitted ("… ส่งได้ไหม") leaves what is said of the work stated.
    """
    lead, trail = before(reading, start, _BESIDE), after(reading, end, _ASKED_WITHIN)
    if doubt.before.search(lead) or doubt.after.search(trail):
        return Manner.UNSURE
    asked = doubt.asks.search(trail)
    if asked is not None and " " not in trail[: asked.start()].strip() and not doubt.about_entry.search(trail[: asked.end()]):
        return Manner.UNSURE
    return manner(reading.text, start, end)


def before(reading: Reading, start: int, letters: int) -> str:
    """Up to ``letters`` before a place, on its line, without tone marks."""
    return bare(reading.text[max(0, start - letters) : start].rpartition("\n")[2]).text


def after(reading: Reading, end: int, letters: int) -> str:
    """Up to ``letters`` after a place, on its line, without tone marks."""
    return bare(reading.text[end : end + letters].partition("\n")[0]).text


def around(reading: Reading, start: int, end: int) -> str:
    """The words at a place with what stands near them, without tone marks."""
    return before(reading, start, _NEAR) + bare(reading.text[start:end]).text + after(reading, end, _NEAR)
