"""Many wordings as one quick regular expression: a trie of the letters, longest wording first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_END = ""


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words``.

    >>> import re
    >>> re.compile(any_of(["โพล", "โพลล์", "แบบสอบถาม"])).findall("ทำโพลล์และแบบสอบถาม")
    ['โพลล์', 'แบบสอบถาม']
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _pattern(trie) or "(?!)"


def _pattern(node: dict[str, Any]) -> str:
    branches = [f"{re.escape(letter)}{_pattern(child)}" for letter, child in sorted(node.items()) if letter != _END]
    if not branches:
        return ""
    if len(branches) == 1 and _END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if _END in node else ''}"
