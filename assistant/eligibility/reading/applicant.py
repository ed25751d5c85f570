"""Which of the agencies named is the one that applies: marked as ours, or the one that acts where nobody is; never a partner."""

from __future__ import annotations

from assistant.eligibility.reading.choose import HINTED, IMPLIED, SAID
from assistant.eligibility.reading.rules import ApplicantPatterns
from assistant.eligibility.reading.schema import Applying
from assistant.eligibility.reading.text import Reading, unmarked

_BESIDE = 26
_ONE_LINE = 60  # letters; in so short a text an agency that stands first, alone, is the one that asks ("อบต. อำนวยความสะดวก มีคู่มือ")
_OURS = unmarked("เรา")


class Applicants:
    """Tells of a place in one description how surely the agency there applies."""

    def __init__(self, reading: Reading, patterns: ApplicantPatterns) -> None:
        self._text = reading.text
        self._patterns = patterns

    def rank(self, start: int, end: int, least: Applying) -> int | None:
        """How surely the agency named at a place is the applicant; None: it is somebody else.

        Said, where words beside it say so ("กรมของเรา", "ในนาม…"); implied, where it acts itself ("เทศบาล… ได้พัฒนา") at the beginning of a phrase;
        hinted, where it owns something ("ระบบนัดหมายของโรงพยาบาล") or, if that is the ``least`` asked for, where it is merely named.
        """
        before = unmarked(self._text[max(0, start - _BESIDE) : start].rpartition("\n")[2])
        after = unmarked(self._text[end : end + _BESIDE].partition("\n")[0])
        patterns = self._patterns
        if patterns.partner_before.search(before) or patterns.partner_after.search(after):
            return None
        if _OURS in self._text[start:end] or patterns.ours_before.search(before) or patterns.ours_after.search(after):
            return SAID
        if least == "ours":
            return None
        if (not before.strip() or patterns.speaker.search(before)) and patterns.subject_after.search(after):
            return IMPLIED
        asks = len(self._text) <= _ONE_LINE and not self._text[:start].strip() and after.startswith(" ")
        hinted = least == "named" or asks or patterns.hinted_before.search(before)
        return HINTED if hinted and not patterns.other_before.search(before) else None
