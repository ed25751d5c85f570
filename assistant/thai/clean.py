"""Make any input safe and comparable: controls out, marks in order, one spelling for what looks the same.

The result never holds control characters, lone surrogates, private-use glyphs or zero-width characters, so that nothing
behind this door has to fear them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pythainlp.util import normalize as _pythainlp_normalize

from assistant.thai.digits import to_arabic

_ZERO_WIDTH = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
_TONES_AND_SIGNS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e47"
_ABOVE_BELOW = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_DOUBLED_MARK = re.compile(f"([{_ABOVE_BELOW}])\\1+")
_MARK_RUN = re.compile(f"([{_ABOVE_BELOW}\u0e30\u0e32\u0e33\u0e45]{{8}})[{_ABOVE_BELOW}\u0e30\u0e32\u0e33\u0e45]+")
_SPACE_BEFORE_MARK = re.compile(f"(?<=[\u0e01-\u0e2e]) +(?=[{_ABOVE_BELOW}\u0e33])")
_STRETCHED = re.compile(r"([^\d\s.])\1{3,}")
_UNSAFE = re.compile(r"[^\n -~\u0e01-\u0e3a\u0e3f-\u0e5b]")
_REMEMBERED = 400  # letters
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def clean(text: str) -> str:
    """Readable text for display and storage: unsafe characters replaced, marks mended, white space single.

    Idempotent: what one mend lays bare (a space that a stray mark hid) is mended in its turn.

    >>> clean("ต้้องทํา\u200b อะไร\u00a0บ้าง")
    'ต้องทำ อะไร บ้าง'
    """
    while (mended := _mended(text)) != text:
        text = mended
    return text


def _mended(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_ZERO_WIDTH))
    if _UNSAFE.search(text):
        text = "".join(_safe(char) for char in text)
    text = _MARK_RUN.sub(r"\1", text)  # no spelling is that long, and putting such a run in order takes a round a mark
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")
    text = _SPACE_BEFORE_MARK.sub("", text)
    text = _DOUBLED_MARK.sub(r"\1", text)
    text = "\n".join(_pythainlp_normalize(line) if line.strip() else "" for line in text.split("\n"))
    text = _SPACES.sub(" ", text)
    return _BLANK_LINES.sub("\n", text).strip()


def comparable(text: str) -> str:
    """Cleaned text in one case, with Arabic digits and no stretched letters, for matching.

    >>> comparable("PMQA ๔.๐ ได้มั้ยยยยยย")
    'pmqa 4.0 ได้มั้ย'
    """
    return _remembered(text) if len(text) <= _REMEMBERED else _comparable(text)


def _comparable(text: str) -> str:
    return _STRETCHED.sub(r"\1", to_arabic(clean(text)).lower())


_remembered = lru_cache(maxsize=16_384)(_comparable)  # the texts of the knowledge come by again and again


def skeleton(text: str) -> str:
    """Letters without tone marks, thanthakhat and maitaikhu, which are mistyped most; for fuzzy matching only.

    >>> skeleton("ขั้นตอน") == skeleton("ขันตอน")
    True
    """
    return re.sub(f"[{_TONES_AND_SIGNS}]", "", text)


def _safe(char: str) -> str:
    if char == "\n" or " " <= char <= "~":
        return char
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"):
        return " "
    if category == "Cf" or (unicodedata.combining(char) and not "\u0e00" <= char <= "\u0e7f"):  # marks without a letter of their own
        return ""
    return char


def has_impossible_marks(text: str) -> bool:
    """Whether marks stand where Thai spelling never puts them (a sign of damage or of a wrong keyboard layout)."""
    return bool(
        re.search(f"(^|[^\u0e01-\u0e2e{_ABOVE_BELOW}])[{_ABOVE_BELOW}]", text)
        or re.search("[\u0e34-\u0e39\u0e31][\u0e34-\u0e39\u0e31]", text)
        or re.search("[\u0e40-\u0e44](?![\u0e01-\u0e2e])", text)
    )
