"""Categories that the work was already sent to this year, as a description names them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.eligibility.reading.choose import Hit
from assistant.eligibility.reading.lexicon import after, around, before, said_at
from assistant.eligibility.reading.rules import ReadingRules
from assistant.eligibility.reading.text import Reading
from assistant.thai.said import Manner

_SENT_WITHIN = 46
_DONE_WITHIN = 30


def read_entered(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """The categories named between words for sending ("ส่ง … ไปแล้ว")."""
    entered = rules.entered
    for name in reading.names:
        if name.entity not in entered.categories:
            continue
        lead, trail = before(reading, name.start, _SENT_WITHIN), after(reading, name.end, _DONE_WITHIN)
        done = entered.sent_after.search(trail)
        if not entered.sent.search(lead) or done is None or entered.not_now.search(around(reading, name.start, name.end)):
            continue
        if said_at(reading, name.start, name.end, rules.doubt) is Manner.STATED:
            yield Hit(entered.facts.fact, name.entity, name.start, name.end)
