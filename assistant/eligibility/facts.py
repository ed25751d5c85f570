"""Facts about a work and its agency: what kinds there are, how a person's answer becomes a value. Unknown is the absence of a value, never "no"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from assistant.knowledge.schema import DateText, Id, Model, Text
from assistant.thai.clean import comparable
from assistant.thai.dates import ERA_OFFSET, ThaiDate, find_dates
from assistant.thai.digits import parse_number, plain, to_arabic
from assistant.thai.durations import find_durations

FactType = Literal["yes_no", "one_of", "several_of", "number", "date", "duration", "text"]
_YES = {"ใช่", "ใช่ค่ะ", "ใช่ครับ", "มี", "มีแล้ว", "เคย", "ได้", "จำเป็น", "yes", "y", "true", "1", "ok", "โอเค", "ค่ะ", "ครับ", "อือ", "ถูก", "ถูกต้อง"}
_NO = {"ไม่", "ไม่ใช่", "ไม่มี", "ไม่มีข้อใด", "ไม่เคย", "ไม่ได้", "ไม่จำเป็น", "ยัง", "ยังไม่", "ยังไม่มี", "ยังไม่ได้", "ไม่ค่ะ", "ไม่ครับ", "no", "n", "false", "0", "เปล่า"}
_UNKNOWN = {"", "ไม่ทราบ", "ไม่รู้", "ไม่แน่ใจ", "ยังไม่แน่ใจ", "ยังไม่ทราบ", "ข้าม", "unknown", "skip", "?", "-", "null", "none known"}
_TOO_LONG_TO_ROUND = Decimal(10) ** 12  # far beyond any fact, and within what a Decimal can round


@dataclass(frozen=True)
class Span:
    """A number or a length of time known to lie from ``low`` to ``high`` (both inclusive; ``high`` None: no upper limit). Equal ends: exact."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def exact(cls, value: Decimal) -> Self:
        """A known number."""
        return cls(value, value)


Value = bool | str | frozenset[str] | Span | ThaiDate
Facts = Mapping[str, Value]


class FactError(ValueError):
    """An answer that cannot be taken; the message, in Thai, says what is wrong and what can be."""


class Option(Model):
    """One answer to choose. ``label`` is what a person reads."""

    id: Id
    label: Text


class Between(Model):
    """A length of time worked out of two dates when it is not given itself."""

    start: Id
    end: Id


class Fact(Model):
    """Something to know: its type, its question in Thai, its options, and why it is asked.

    ``ask`` False: never asked of its own accord. ``implied_by``: answers to other facts that say this one is true.
    ``between``: the two dates that a duration can be worked out of. ``options`` may be the word ``categories`` (the loader puts them in).
    """

    id: Id
    type: FactType
    question: Text
    why: Text
    help: Text | None = None
    options: tuple[Option, ...] = ()
    unit: Text | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    ask: bool = True
    implied_by: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    between: Between | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.type in ("one_of", "several_of")) != bool(self.options):
            raise ValueError("options belong to one_of and several_of, and these need some")
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("an option stands twice")
        if self.between is not None and self.type != "duration":
            raise ValueError("only a duration lies between two dates")
        if self.implied_by and self.type != "yes_no":
            raise ValueError("only a yes_no fact can be implied by another answer")
        return self

    @cached_property
    def option_by_id(self) -> dict[str, Option]:
        """Options by id."""
        return {option.id: option for option in self.options}

    def parse(self, raw: Any) -> Value | None:
        """The value of an answer as typed or sent; None when it says that the answer is not known.

        Raises:
            FactError: it is no answer to this question; says so in Thai.
        """
        if raw is None or (isinstance(raw, str) and comparable(raw) in _UNKNOWN):
            return None
        value: Value | None = getattr(self, f"_parse_{self.type}")(raw)
        if value is None:
            raise FactError(f"ไม่เข้าใจคำตอบ {_shown(raw)} — {self._expected()}")
        return value

    def _parse_yes_no(self, raw: Any) -> bool | None:
        if isinstance(raw, bool):
            return raw
        text = comparable(str(raw)) if isinstance(raw, str | int) else ""
        return True if text in _YES else False if text in _NO else None

    def _parse_one_of(self, raw: Any) -> str | None:
        if not isinstance(raw, str):
            return None
        if raw in self.option_by_id:
            return raw
        text = comparable(raw)
        starts = [option.id for option in self.options if comparable(option.label) == text] or [
            option.id for option in self.options if text and (comparable(option.label).startswith(text) or option.id == text)
        ]
        return starts[0] if len(starts) == 1 else None

    def _parse_several_of(self, raw: Any) -> frozenset[str] | None:
        if isinstance(raw, str) and comparable(raw) in _NO:
            return frozenset()
        parts = re.split(r"\s*[,;/]\s*", raw.strip()) if isinstance(raw, str) else raw
        if not isinstance(parts, list | tuple | set | frozenset):
            return None
        found = [self._parse_one_of(part) for part in parts]
        return None if any(part is None for part in found) else frozenset(part for part in found if part is not None)

    def _parse_number(self, raw: Any) -> Span | None:
        if isinstance(raw, Mapping):
            span = _span_of(raw)
        else:
            number = _number(raw)
            span = None if number is None else Span.exact(number)
        return None if span is None else self._in_range(span)

    def _parse_duration(self, raw: Any) -> Span | None:
        if isinstance(raw, str) and _number(raw) is None:
            durations = find_durations(comparable(raw))
            return self._in_range(Span(durations[0].low, durations[0].high)) if durations else None
        return self._parse_number(raw)

    def _parse_date(self, raw: Any) -> ThaiDate | None:
        return parse_date(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else None

    def _parse_text(self, raw: Any) -> str | None:
        return raw.strip() or None if isinstance(raw, str) else None

    def _in_range(self, span: Span) -> Span:
        low_ok = self.minimum is None or span.low >= self.minimum
        high_ok = self.maximum is None or (span.high if span.high is not None else span.low) <= self.maximum
        if not (low_ok and high_ok) or (span.high is not None and span.high < span.low):
            raise FactError(f"{self._printed(span)} อยู่นอกช่วงที่เป็นไปได้ — {self._expected()}")
        return span

    def _expected(self) -> str:
        if self.type == "yes_no":
            return "ตอบ “ใช่” หรือ “ไม่”"
        if self.options:
            return f"ตอบได้: {', '.join(f'{option.id} ({option.label})' for option in self.options)}"
        limits = f" ระหว่าง {plain(self.minimum)} ถึง {plain(self.maximum)}" if self.minimum is not None and self.maximum is not None else ""
        if self.type == "number":
            return f"ตอบเป็นตัวเลข{limits}"
        if self.type == "duration":
            return f"ตอบเป็นเดือนหรือปี เช่น 8 เดือน หรือ ปีครึ่ง{limits}{' เดือน' if limits else ''}"
        return "ตอบเป็นวันที่ เช่น 1 พฤศจิกายน 2565 หรือ 2565-11" if self.type == "date" else "ตอบเป็นข้อความ"

    def printed(self, value: Value) -> str:
        """A value in words for a person."""
        if isinstance(value, bool):
            return "ใช่" if value else "ไม่"
        if isinstance(value, frozenset):
            return ", ".join(option.label for option in self.options if option.id in value) or "ไม่มีข้อใด"
        if isinstance(value, Span):
            return self._printed(value)
        if isinstance(value, ThaiDate):
            return str(value) if value.month else f"ปี {value.year}"
        return self.option_by_id[value].label if value in self.option_by_id else value

    def _printed(self, span: Span) -> str:
        unit = f" {self.unit}" if self.unit and self.type == "duration" else ""
        prefix = f"{self.unit} " if self.unit and self.type == "number" else ""
        number = str if prefix else _rounded
        if span.low == span.high:
            return f"{prefix}{number(span.low)}{unit}"
        if span.high is None:
            return f"{prefix}ตั้งแต่ {number(span.low)}{unit}ขึ้นไป"
        return f"{prefix}{number(span.low)} ถึง {number(span.high)}{unit}"

    def record(self, value: Value) -> Any:
        """A value as the machine interface prints it; ``parse`` reads it back."""
        if isinstance(value, frozenset):
            return [option.id for option in self.options if option.id in value]
        if isinstance(value, Span):
            if value.low == value.high:
                return _json_number(value.low)
            return {"at_least": _json_number(value.low)} | ({} if value.high is None else {"at_most": _json_number(value.high)})
        return iso(value) if isinstance(value, ThaiDate) else value

    def json_schema(self) -> dict[str, Any]:
        """What the machine interface takes, as JSON Schema; null means not known."""
        about = {"title": self.question, "description": " ".join(filter(None, [self.help, self.why]))}
        choice = {"enum": [option.id for option in self.options], "description": "; ".join(f"{option.id}: {option.label}" for option in self.options)}
        number = {"type": "number"} | _limits(self)
        span = {"type": "object", "properties": {"at_least": number, "at_most": number}, "required": ["at_least"], "additionalProperties": False}
        kinds: dict[FactType, list[dict[str, Any]]] = {
            "yes_no": [{"type": "boolean"}],
            "one_of": [{"type": "string"} | choice],
            "several_of": [{"type": "array", "items": {"type": "string"} | choice, "uniqueItems": True}],
            "number": [number, span],
            "duration": [number | {"description": f"in {self.unit} (months)"}, span, {"type": "string", "examples": ["ปีครึ่ง", "8 เดือน"]}],
            "date": [{"type": "string", "examples": ["2565-11-01", "2565-11", "1 พฤศจิกายน 2565"]}],
            "text": [{"type": "string"}],
        }
        return about | {"anyOf": [*kinds[self.type], {"type": "null"}]}


class FactFile(Model):
    """``facts.yaml`` of a round. ``counted_to``: the day durations are counted to when no other is given."""

    counted_to: DateText
    facts: list[Fact] = Field(min_length=1)


def parse_date(raw: str | int) -> ThaiDate | None:
    """A day, a month (day 0) or a year (month 0) as typed, in the Buddhist era; years of the Christian era are turned into it; None when it is none.

    >>> [str(parse_date(t)) for t in ("2565-11-01", "1 พ.ย. 65", "2022-11-01", "2565-11")]
    ['1 พฤศจิกายน 2565', '1 พฤศจิกายน 2565', '1 พฤศจิกายน 2565', 'พฤศจิกายน 2565']
    """
    text = to_arabic(str(raw)).strip()
    iso_like = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    if iso_like:
        year = int(iso_like[1]) + (ERA_OFFSET if int(iso_like[1]) < 2400 else 0)
        if iso_like[2] is None:
            return ThaiDate(year, 0) if 2400 <= year <= 2700 else None
        try:
            day = f"-{int(iso_like[3]):02d}" if iso_like[3] else ""
            return ThaiDate.parse_iso(f"{year}-{int(iso_like[2]):02d}{day}")
        except ValueError:
            return None
    dates = find_dates(comparable(text), 0)
    return dates[0] if dates else None


def iso(date: ThaiDate) -> str:
    """``2565-11-01``, ``2565-11`` or ``2565``."""
    return "-".join([f"{date.year:04d}", *([f"{date.month:02d}"] if date.month else []), *([f"{date.day:02d}"] if date.day else [])])


def months_between(start: ThaiDate, end: ThaiDate) -> Span:
    """Whole and part months from ``start`` to ``end``; a span where ``start`` is only a month or a year. Never below 0.

    >>> months_between(ThaiDate(2565, 11, 1), ThaiDate(2567, 2, 28)) == Span.exact(Decimal("15.87"))
    True
    """
    first = ThaiDate(start.year, start.month or 1, start.day or 1)
    last = start if start.day else ThaiDate(start.year, start.month or 12).last_day
    return Span(_months(last, end), _months(first, end))


def _months(start: ThaiDate, end: ThaiDate) -> Decimal:
    end = end.last_day
    whole = (end.year - start.year) * 12 + end.month - start.month
    days = end.day - start.day
    if days < 0 and end.day != ThaiDate(end.year, end.month).last_day.day:
        whole, days = whole - 1, days + 30
    return max(Decimal(0), Decimal(whole) + (Decimal(max(days, 0)) / 31).quantize(Decimal("0.01")))


def _number(raw: Any) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        return None
    if isinstance(raw, str):
        return parse_number(re.sub(r"^พ\.?ศ\.?\s*", "", raw.strip()))
    try:
        number = Decimal(str(raw))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _span_of(raw: Mapping[Any, Any]) -> Span | None:
    if not raw or set(raw) - {"at_least", "at_most"}:
        return None
    low, high = _number(raw.get("at_least", 0)), _number(raw["at_most"]) if raw.get("at_most") is not None else None
    return None if low is None or (raw.get("at_most") is not None and high is None) else Span(low, high)


def _rounded(value: Decimal) -> str:
    return plain(value if abs(value) >= _TOO_LONG_TO_ROUND else value.quantize(Decimal("0.1")))


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _limits(fact: Fact) -> dict[str, Any]:
    limits = {"minimum": fact.minimum, "maximum": fact.maximum}
    return {key: _json_number(value) for key, value in limits.items() if value is not None}


def _shown(raw: Any) -> str:
    text = str(raw)
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"
