"""Facts: what a person may answer, what it becomes, what is refused; lengths of time between two dates."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.eligibility.facts import Fact, FactError, FactFile, Span, Value, iso, months_between, parse_date
from assistant.eligibility.rules import RuleSet
from assistant.thai.dates import ERA_OFFSET, ThaiDate
from tests.eligibility.drawn import dates, limits, shipped, spans, values

SIDES = ({"id": "east", "label": "ตะวันออก"}, {"id": "west", "label": "ตะวันตก"}, {"id": "west-coast", "label": "ตะวันตกติดทะเล"})


def fact(type_: str, **more: Any) -> Fact:
    """A fact of a type, with options where the type needs them."""
    options = {"options": SIDES} if type_ in ("one_of", "several_of") else {}
    return Fact.model_validate({"id": "side", "type": type_, "question": "ด้านใด", "why": "ใช้ตรวจ"} | options | more)


MONTHS = fact("duration", unit="เดือน", minimum=0, maximum=1200)
YEAR = fact("number", unit="พ.ศ.", minimum=2540, maximum=2600)


def exact(number: str) -> Span:
    return Span.exact(Decimal(number))


# --- what may be answered


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        *((fact("yes_no"), raw, True) for raw in (True, 1, "ใช่", " ใช่ค่ะ ", "YES", "มีแล้ว", "เคย", "true", "๑", "ถูกต้อง")),
        *((fact("yes_no"), raw, False) for raw in (False, 0, "ไม่", "ไม่ใช่", "No", "ยังไม่มี", "ไม่เคย", "false", "๐", "เปล่า")),
        (fact("one_of"), "west", "west"),
        (fact("one_of"), "west-coast", "west-coast"),
        (fact("one_of"), "ตะวันตก", "west"),  # a whole label, though another begins with it
        (fact("one_of"), " ตะวันออก ", "east"),
        (fact("one_of"), "ตะวันตกติด", "west-coast"),  # a clear beginning
        (fact("one_of"), "WEST", "west"),
        (fact("several_of"), "east", frozenset({"east"})),
        (fact("several_of"), "east, ตะวันตก", frozenset({"east", "west"})),
        (fact("several_of"), " east ;west-coast / west ", frozenset({"east", "west", "west-coast"})),
        (fact("several_of"), ["east", "east"], frozenset({"east"})),
        (fact("several_of"), ("ตะวันตก",), frozenset({"west"})),
        (fact("several_of"), {"east"}, frozenset({"east"})),
        (fact("several_of"), [], frozenset()),
        (fact("several_of"), "ไม่มีข้อใด", frozenset()),
        (fact("several_of"), "ไม่มี", frozenset()),
        (YEAR, 2562, exact("2562")),
        (YEAR, 2562.0, exact("2562")),
        (YEAR, "๒๕๖๒", exact("2562")),
        (YEAR, "พ.ศ. 2562", exact("2562")),
        (YEAR, "พศ2562", exact("2562")),
        (YEAR, Decimal("2562.5"), exact("2562.5")),
        (YEAR, 2540, exact("2540")),
        (YEAR, 2600, exact("2600")),
        (YEAR, {"at_least": 2562}, Span(Decimal(2562), None)),
        (YEAR, {"at_least": "2562", "at_most": "๒๕๖๖"}, Span(Decimal(2562), Decimal(2566))),
        (YEAR, {"at_least": 2562, "at_most": None}, Span(Decimal(2562), None)),
        (YEAR, {"at_least": 2562, "at_most": 2562}, exact("2562")),
        (MONTHS, 8, exact("8")),
        (MONTHS, 0.1, exact("0.1")),
        (MONTHS, "8", exact("8")),
        (MONTHS, "8,5", exact("8.5")),
        (MONTHS, "แปดเดือน", exact("8")),
        (MONTHS, "ปีครึ่ง", exact("18")),
        (MONTHS, "สองปีกว่า", Span(Decimal(24), Decimal("35.99"))),
        (MONTHS, "อย่างน้อย 1 ปี", Span(Decimal(12), None)),
        (MONTHS, {"at_most": 5}, Span(Decimal(0), Decimal(5))),
        (fact("number"), {"at_most": 5}, Span(Decimal(0), Decimal(5))),
        (fact("number"), 1e12, exact("1000000000000")),
        (fact("date"), "2565-11-01", ThaiDate(2565, 11, 1)),
        (fact("date"), "2565-11", ThaiDate(2565, 11)),
        (fact("date"), "2565", ThaiDate(2565, 0)),
        (fact("date"), 2022, ThaiDate(2565, 0)),
        (fact("date"), "๑ พ.ย. ๖๕", ThaiDate(2565, 11, 1)),
        (fact("text"), "  ข้อความ ", "ข้อความ"),
    ],
)
def test_an_answer_becomes_a_value(asked: Fact, raw: Any, value: Value) -> None:
    assert asked.parse(raw) == value
    assert type(asked.parse(raw)) is type(value)


@pytest.mark.parametrize("kind", ["yes_no", "one_of", "several_of", "number", "duration", "date", "text"])
@pytest.mark.parametrize("raw", [None, "", "  ", "ไม่ทราบ", "ไม่แน่ใจ", "ข้าม", "Skip", "?", "-", "UNKNOWN", "\u200b"])
def test_not_known_is_no_value(kind: str, raw: str | None) -> None:
    assert fact(kind).parse(raw) is None


@pytest.mark.parametrize(
    ("asked", "raw", "told"),
    [
        (fact("yes_no"), "บางที", "ตอบ “ใช่” หรือ “ไม่”"),
        (fact("yes_no"), 2, "ตอบ “ใช่” หรือ “ไม่”"),
        (fact("yes_no"), 1.0, "ตอบ “ใช่” หรือ “ไม่”"),
        (fact("yes_no"), [True], "ตอบ “ใช่” หรือ “ไม่”"),
        (fact("one_of"), "north", "ตอบได้: east (ตะวันออก), west (ตะวันตก)"),
        (fact("one_of"), "ตะวัน", "ตอบได้: east"),  # the beginning of all three
        (fact("one_of"), True, "ตอบได้: east"),
        (fact("one_of"), ["east"], "ตอบได้: east"),
        (fact("several_of"), ["east", "north"], "ตอบได้: east"),
        (fact("several_of"), "east, north", "ตอบได้: east"),
        (fact("several_of"), ["east", None], "ตอบได้: east"),
        (fact("several_of"), 3, "ตอบได้: east"),
        (fact("several_of"), {"east": True}, "ตอบได้: east"),
        (YEAR, True, "ตอบเป็นตัวเลข ระหว่าง 2,540 ถึง 2,600"),
        (YEAR, "ปีก่อน", "ตอบเป็นตัวเลข ระหว่าง 2,540 ถึง 2,600"),
        (YEAR, math.nan, "ตอบเป็นตัวเลข"),
        (YEAR, -math.inf, "ตอบเป็นตัวเลข"),
        (YEAR, Decimal("NaN"), "ตอบเป็นตัวเลข"),
        (YEAR, [2562], "ตอบเป็นตัวเลข"),
        (YEAR, {}, "ตอบเป็นตัวเลข"),
        (YEAR, {"at_least": None}, "ตอบเป็นตัวเลข"),
        (YEAR, {"at_least": 2562, "at_most": "x"}, "ตอบเป็นตัวเลข"),
        (YEAR, {"at_least": 2562, "most": 2566}, "ตอบเป็นตัวเลข"),
        (YEAR, 2539, "พ.ศ. 2539 อยู่นอกช่วงที่เป็นไปได้"),
        (YEAR, 2601, "พ.ศ. 2601 อยู่นอกช่วงที่เป็นไปได้"),
        (YEAR, {"at_least": 2601}, "พ.ศ. ตั้งแต่ 2601ขึ้นไป อยู่นอกช่วง"),
        (YEAR, {"at_least": 2562, "at_most": 2601}, "พ.ศ. 2562 ถึง 2601 อยู่นอกช่วง"),
        (YEAR, {"at_least": 2539, "at_most": 2562}, "อยู่นอกช่วง"),
        (YEAR, {"at_least": 2566, "at_most": 2562}, "พ.ศ. 2566 ถึง 2562 อยู่นอกช่วง"),
        (fact("number"), {"at_least": 3, "at_most": 2}, "3 ถึง 2 อยู่นอกช่วงที่เป็นไปได้ — ตอบเป็นตัวเลข"),
        (MONTHS, "นานมาก", "ตอบเป็นเดือนหรือปี เช่น 8 เดือน หรือ ปีครึ่ง ระหว่าง 0 ถึง 1,200 เดือน"),
        (MONTHS, -1, "-1 เดือน อยู่นอกช่วง"),
        (MONTHS, "200 ปี", "2,400 เดือน อยู่นอกช่วง"),
        (fact("duration"), "นานมาก", "ตอบเป็นเดือนหรือปี เช่น 8 เดือน หรือ ปีครึ่ง"),
        (fact("date"), "เมื่อวาน", "ตอบเป็นวันที่ เช่น 1 พฤศจิกายน 2565 หรือ 2565-11"),
        (fact("date"), True, "ตอบเป็นวันที่"),
        (fact("date"), 2565.0, "ตอบเป็นวันที่"),
        (fact("date"), {}, "ตอบเป็นวันที่"),
        (fact("date"), ["1 พ.ย. 2565"], "ตอบเป็นวันที่"),
        (MONTHS, {}, "ไม่เข้าใจคำตอบ “{}”"),
        (fact("text"), 5, "ตอบเป็นข้อความ"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_could_be(asked: Fact, raw: Any, told: str) -> None:
    with pytest.raises(FactError) as refused:
        asked.parse(raw)
    assert told in str(refused.value)


def test_a_refusal_shows_no_more_than_the_beginning_of_a_long_answer() -> None:
    with pytest.raises(FactError, match=f"“{'ก' * 60}…”"):
        fact("date").parse("ก" * 61)
    with pytest.raises(FactError, match=f"“{'ก' * 60}”"):
        fact("date").parse("ก" * 60)


def test_limits_are_told_only_where_both_ends_are_set() -> None:
    with pytest.raises(FactError) as refused:
        fact("number", minimum=0).parse(-1)
    assert str(refused.value).endswith("ตอบเป็นตัวเลข")
    with pytest.raises(FactError) as refused:
        fact("number", maximum=5).parse(6)
    assert str(refused.value).endswith("ตอบเป็นตัวเลข")
    assert fact("number", minimum=0).parse(10**9) == exact("1000000000")
    assert fact("number", maximum=5).parse(-(10**9)) == exact("-1000000000")


_JSON_NUMBERS = st.integers(-(10**40), 10**40) | st.floats() | st.sampled_from([math.nan, math.inf, -math.inf, 1e-300])
_JSON = st.recursive(
    st.none() | st.booleans() | _JSON_NUMBERS | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["at_least", "at_most"]) | st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_PIECES = ["1", "๒", "2565", "31", "13", "-", "/", ".", ",", " ", "พ.ศ.", "ปี", "เดือน", "ก.พ.", "ไม่เกิน", "ครึ่ง", "หลาย", "กว่า", "หมื่น", "ถึง", "jan"]
_SPOKEN = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)


def answered(asked: Fact, raw: Any) -> Value | None:
    """The value of an answer; None where it is refused, in words, or not known."""
    try:
        return asked.parse(raw)
    except FactError:
        return None


@given(data=st.data())
def test_anything_sent_is_a_value_or_a_refusal(data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(list(shipped().facts.values())))
    value = answered(asked, data.draw(_JSON | _SPOKEN))
    assert value is None or asked.parse(asked.record(value)) == value


# --- what is printed and recorded


@given(data=st.data())
def test_what_is_recorded_is_read_back(data: st.DataObject) -> None:
    rules = shipped()
    asked = data.draw(st.sampled_from(list(rules.facts.values())))
    value = data.draw(values(asked, limits(rules, asked)))
    assert asked.parse(asked.record(value)) == value
    assert asked.printed(value).strip()


def test_every_option_is_read_back_by_id_and_by_label(rules: RuleSet) -> None:
    for asked in rules.facts.values():
        for option in asked.options:
            if asked.type == "one_of":
                assert asked.parse(option.id) == option.id
                assert asked.parse(option.label) == option.id
            else:
                assert asked.parse([option.id]) == asked.parse([option.label]) == frozenset({option.id})


@pytest.mark.parametrize(
    ("asked", "value", "record", "printed"),
    [
        (fact("yes_no"), True, True, "ใช่"),
        (fact("yes_no"), False, False, "ไม่"),
        (fact("one_of"), "west", "west", "ตะวันตก"),
        (fact("several_of"), frozenset({"west", "east"}), ["east", "west"], "ตะวันออก, ตะวันตก"),
        (fact("several_of"), frozenset(), [], "ไม่มีข้อใด"),
        (YEAR, exact("2562"), 2562, "พ.ศ. 2562"),
        (YEAR, Span(Decimal(2562), Decimal(2566)), {"at_least": 2562, "at_most": 2566}, "พ.ศ. 2562 ถึง 2566"),
        (MONTHS, exact("8"), 8, "8 เดือน"),
        (MONTHS, exact("8.00"), 8, "8 เดือน"),
        (fact("duration"), exact("8"), 8, "8"),
        (MONTHS, exact("15.87"), 15.87, "15.9 เดือน"),
        (MONTHS, exact("1200"), 1200, "1,200 เดือน"),
        (MONTHS, Span(Decimal(12), None), {"at_least": 12}, "ตั้งแต่ 12 เดือนขึ้นไป"),
        (MONTHS, Span(Decimal("0.5"), Decimal(12)), {"at_least": 0.5, "at_most": 12}, "0.5 ถึง 12 เดือน"),
        (fact("number"), exact("3"), 3, "3"),
        (fact("number", unit="คน"), exact("3"), 3, "คน 3"),
        (fact("date"), ThaiDate(2565, 11, 1), "2565-11-01", "1 พฤศจิกายน 2565"),
        (fact("date"), ThaiDate(2565, 11), "2565-11", "พฤศจิกายน 2565"),
        (fact("date"), ThaiDate(2565, 0), "2565", "ปี 2565"),
        (fact("text"), "ข้อความ", "ข้อความ", "ข้อความ"),
    ],
)
def test_a_value_is_recorded_and_printed(asked: Fact, value: Value, record: Any, printed: str) -> None:
    assert asked.record(value) == record
    assert type(asked.record(value)) is type(record)
    assert asked.printed(value) == printed


def test_the_schema_tells_what_each_type_takes() -> None:
    assert fact("yes_no", help="ดูที่แผนที่").json_schema() == {
        "title": "ด้านใด",
        "description": "ดูที่แผนที่ ใช้ตรวจ",
        "anyOf": [{"type": "boolean"}, {"type": "null"}],
    }
    assert fact("yes_no").json_schema()["description"] == "ใช้ตรวจ"
    chosen = {"type": "string", "enum": ["east", "west", "west-coast"], "description": "east: ตะวันออก; west: ตะวันตก; west-coast: ตะวันตกติดทะเล"}
    assert fact("one_of").json_schema()["anyOf"] == [chosen, {"type": "null"}]
    assert fact("several_of").json_schema()["anyOf"][0] == {"type": "array", "items": chosen, "uniqueItems": True}
    number = {"type": "number", "minimum": 2540, "maximum": 2600}
    span = {"type": "object", "properties": {"at_least": number, "at_most": number}, "required": ["at_least"], "additionalProperties": False}
    assert YEAR.json_schema()["anyOf"] == [number, span, {"type": "null"}]
    assert fact("number", minimum=0.5).json_schema()["anyOf"][0] == {"type": "number", "minimum": 0.5}
    assert fact("number").json_schema()["anyOf"][0] == {"type": "number"}
    months, months_span, words, _ = MONTHS.json_schema()["anyOf"]
    assert months == {"type": "number", "minimum": 0, "maximum": 1200, "description": "in เดือน (months)"}
    assert months_span["required"] == ["at_least"]
    assert all(isinstance(MONTHS.parse(example), Span) for example in words["examples"])
    assert [fact("date").parse(example) for example in fact("date").json_schema()["anyOf"][0]["examples"]] == [
        ThaiDate(2565, 11, 1), ThaiDate(2565, 11), ThaiDate(2565, 11, 1),
    ]  # fmt: skip
    assert fact("text").json_schema()["anyOf"] == [{"type": "string"}, {"type": "null"}]


# --- what a file may hold


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"type": "one_of", "options": []}, "options belong to one_of and several_of"),
        ({"type": "several_of", "options": []}, "options belong to one_of and several_of"),
        ({"type": "yes_no", "options": SIDES}, "options belong to one_of and several_of"),
        ({"type": "one_of", "options": [SIDES[0], SIDES[0]]}, "an option stands twice"),
        ({"type": "number", "between": {"start": "a", "end": "b"}}, "only a duration lies between two dates"),
        ({"type": "one_of", "options": SIDES, "implied_by": {"a": ["b"]}}, "only a yes_no fact can be implied"),
        ({"type": "weight"}, "Input should be 'yes_no'"),
        ({"type": "yes_no", "colour": "red"}, "Extra inputs are not permitted"),
        ({"type": "yes_no", "question": " "}, "at least 1 character"),
    ],
)
def test_a_fact_that_does_not_hold_together_is_refused(written: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Fact.model_validate({"id": "side", "question": "ด้านใด", "why": "ใช้ตรวจ"} | written)


def test_a_fact_is_asked_unless_it_says_otherwise() -> None:
    assert fact("yes_no").ask
    assert not fact("yes_no", ask=False).ask
    assert fact("one_of").option_by_id["west"].label == "ตะวันตก"
    assert fact("yes_no").option_by_id == {}


def test_a_file_needs_facts_and_a_day_to_count_to() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        FactFile.model_validate({"counted_to": "2567-02-28", "facts": []})
    with pytest.raises(ValidationError, match="no day 30"):
        FactFile.model_validate({"counted_to": "2567-02-30", "facts": [fact("yes_no")]})


# --- dates


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2565-1-5", ThaiDate(2565, 1, 5)),
        ("2022-11-01", ThaiDate(2565, 11, 1)),
        ("2022-11", ThaiDate(2565, 11)),
        ("2399", None),  # of the Christian era it would be 2942
        ("2400", ThaiDate(2400, 0)),
        ("2157", ThaiDate(2700, 0)),
        ("2158", None),
        ("2700", ThaiDate(2700, 0)),
        ("2701", None),
        ("1856", None),
        ("1857", ThaiDate(2400, 0)),
        ("2565-13", None),
        ("2565-02-29", None),
        ("2567-02-29", ThaiDate(2567, 2, 29)),
        ("28 ก.พ. 2567", ThaiDate(2567, 2, 28)),
        ("31/12/2566", ThaiDate(2566, 12, 31)),
        ("31/13/2566", None),
        ("28 ก.พ.", None),  # no year
        ("", None),
        (2565, ThaiDate(2565, 0)),
        (65, None),
    ],
)
def test_a_date_is_read(raw: str | int, read: ThaiDate | None) -> None:
    assert parse_date(raw) == read


@given(dates(2400, 2700))
def test_a_date_is_read_back(day: ThaiDate) -> None:
    assert parse_date(iso(day)) == day


def thai(day: date) -> ThaiDate:
    return ThaiDate(day.year + ERA_OFFSET, day.month, day.day)


_DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))


def months(start: date, end: date) -> Decimal:
    """The number of months, which is exact between two days."""
    span = months_between(thai(start), thai(end))
    assert span.low == span.high
    return span.low


@given(_DAYS, st.integers(0, 60))
def test_the_same_day_of_a_later_month_is_a_whole_number_of_months(start: date, later: int) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + later, 12)
    end = ThaiDate(year + ERA_OFFSET, month + 1).last_day
    if start.day < end.day:
        end = ThaiDate(end.year, end.month, start.day)
    assert months_between(thai(start), end) == Span.exact(Decimal(later))


@given(_DAYS, _DAYS)
def test_months_agree_with_days(start: date, end: date) -> None:
    days = (end - start).days
    assert abs(float(months(start, end)) - max(days, 0) / 30.4375) <= 0.16
    assert (months(start, end) > 0) == (days > 0)


@given(_DAYS, _DAYS, st.integers(1, 400))
def test_a_later_end_is_no_shorter_and_a_later_start_no_longer(start: date, end: date, later: int) -> None:
    assert months(start, end + timedelta(later)) >= months(start, end)
    assert months(start + timedelta(later), end) <= months(start, end)


@given(dates(), dates(), _DAYS)
def test_a_start_known_by_month_or_year_holds_every_day_of_it(start: ThaiDate, end: ThaiDate, day: date) -> None:
    span = months_between(start, end)
    assert span.high is not None
    assert Decimal(0) <= span.low <= span.high
    assert span.low == months_between(start.last_day, end.last_day).high
    first = ThaiDate(start.year, start.month or 1, start.day or 1)
    assert span.high == months_between(first, end).low
    if start.month == 0 or (start.day == 0 and day.month == start.month):
        last = ThaiDate(start.year, day.month).last_day.day
        inside = months_between(ThaiDate(start.year, day.month, min(day.day, last)), end).low
        assert span.low <= inside <= span.high


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        (ThaiDate(2565, 11, 1), ThaiDate(2567, 2, 28), exact("15.87")),
        (ThaiDate(2566, 2, 28), ThaiDate(2567, 2, 28), exact("12")),
        (ThaiDate(2566, 3, 1), ThaiDate(2567, 2, 28), exact("11.87")),
        (ThaiDate(2566, 1, 31), ThaiDate(2566, 2, 28), exact("1")),  # the last day stands for the days that February has not
        (ThaiDate(2566, 1, 31), ThaiDate(2566, 2, 27), exact("0.84")),
        (ThaiDate(2566, 12, 31), ThaiDate(2566, 12, 31), exact("0")),
        (ThaiDate(2566, 12, 31), ThaiDate(2566, 12, 1), exact("0")),
        (ThaiDate(2567, 1, 1), ThaiDate(2566, 12, 1), exact("0")),
        (ThaiDate(2566, 2), ThaiDate(2567, 2, 28), Span(Decimal(12), Decimal("12.87"))),
        (ThaiDate(2565, 0), ThaiDate(2567, 2, 28), Span(Decimal("13.87"), Decimal("25.87"))),
        (ThaiDate(2566, 2, 1), ThaiDate(2567, 2), exact("12.90")),  # a whole month is counted to its end
        (ThaiDate(2566, 2, 1), ThaiDate(2566, 0), exact("10.97")),
    ],
)
def test_lengths_at_the_ends_of_months(start: ThaiDate, end: ThaiDate, length: Span) -> None:
    assert months_between(start, end) == length


@given(spans(st.decimals(0, 100, places=2)))
def test_a_drawn_span_has_its_ends_in_order(span: Span) -> None:
    assert span.high is None or span.low <= span.high


@pytest.mark.parametrize("raw", [1e30, "1" * 40, {"at_least": 1e300}, "9" * 30 + " เดือน"])
def test_a_number_beyond_all_limits_is_refused(raw: Any) -> None:
    with pytest.raises(FactError):
        MONTHS.parse(raw)


def test_a_month_in_strange_letters_is_refused() -> None:
    with pytest.raises(FactError):
        fact("date").parse("1 \u017fep 2565")
