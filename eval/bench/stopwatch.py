"""Times of the steps of an answer, by wrapping public functions from outside; the product is not changed for it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, Self


class Stopwatch:
    """Adds up, message by message, the seconds spent in the functions watched. For one thread.

    >>> import math
    >>> with Stopwatch() as watch:
    ...     watch.watch("root", math, "sqrt")
    ...     nine = math.sqrt(9) * math.sqrt(9)
    ...     watch.next_message()
    >>> nine, len(watch.times["root"])
    (9.0, 1)
    """

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self._message: defaultdict[str, float] = defaultdict(float)
        self._running: set[str] = set()
        self._undo: list[Callable[[], None]] = []

    def watch(self, step: str, owner: Any, *names: str) -> None:
        """Count the functions ``names`` of a class, an object or a module as ``step``; one within another of the same step counts once."""
        self.times.setdefault(step, [])
        for name in names:
            original = getattr(owner, name)
            setattr(owner, name, self._timed(step, original))
            self._undo.append(partial(setattr, owner, name, original))

    def _timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            if step in self._running:
                return function(*arguments, **named)
            self._running.add(step)
            started = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self._message[step] += time.perf_counter() - started
                self._running.discard(step)

        return timed

    def next_message(self) -> None:
        """Close the account of one message; steps that it did not take are not counted for it."""
        for step, seconds in self._message.items():
            self.times[step].append(seconds)
        self._message.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for undo in reversed(self._undo):
            undo()
