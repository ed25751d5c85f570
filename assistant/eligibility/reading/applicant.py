"""Which of the agencies named is the one that applies: marked as ours, or the one that acts where nobody is; never a partner."""

from __future__ import annotations

from assistant.eligibility.reading.rules import ApplicantPatterns
from assistant.eligibility.reading.text import Reading, bare

_BESIDE = 26
_OPENING = 12  # letters of greeting before the agency that a text opens with


class Applicants:
    """Tells of a place in one description whether the agency there applies."""

    def __init__(self, reading: Reading, patterns: ApplicantPatterns) -> None:
        self._text = reading.text
        self._patterns = patterns

    def applies(self, start: int, end: int) -> bool:
        """Whether the agency named at a place is the applicant.

        It is, where words beside it say so ("กรมของเรา", "ในนาม…"). Else it is where it acts itself ("เทศบาล… ได้พัฒนา") at the beginning of a line or phrase.
        """
        before = bare(self._text[max(0, start - _BESIDE) : start].rpartition("\n")[2]).text
        after = bare(self._text[end : end + _BESIDE].partition("\n")[0]).text
        patterns = self._patterns
        if patterns.partner_before.search(before) or patterns.partner_after.search(after):
            return False
        if patterns.ours_before.search(before) or patterns.ours_after.search(after):
            return True
        opens = not before.strip() or patterns.speaker.search(before) is not None
        return opens and (start <= _OPENING or patterns.subject_after.search(after) is not None)
