"""The narrow gate in front of the bundled encoder, which is C code.

Measured: about twenty U+FDFA in one text overflow its heap and kill the process, NUL cuts the text off, lone surrogates
raise. So nothing passes but Thai, Latin letters, digits and common punctuation, up to ``MAX_LETTERS``.
"""

from __future__ import annotations

import re

MAX_LETTERS = 2_000
_REFUSED = re.compile(r"[^\u0e01-\u0e3a\u0e3f-\u0e5b\u0020-\u007e\u00c0-\u024f\u2013\u2014\u2018\u2019\u201c\u201d]+")


def through_gate(text: str) -> str:
    """``text`` with everything unknown replaced by one space, at most ``MAX_LETTERS`` long, never empty.

    >>> through_gate("คะแนน\\x00\\ufdfa PMQA")
    'คะแนน PMQA'
    """
    passed = re.sub(r"\s+", " ", _REFUSED.sub(" ", text)).strip()[:MAX_LETTERS]
    return passed or "-"
