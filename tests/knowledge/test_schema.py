"""What the models promise once a file is loaded: bands, tables, events, frozen data."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.knowledge.schema import Band, Column, Entity, Event, Figure, Level, Row, Source, Table, Total

SCORES = st.decimals(0, 100, places=2, allow_nan=False)


def _level(label: str, **bounds: str) -> Level:
    return Level.model_validate({"label": label, **bounds})


def _band(levels: list[Level], awards: list[str] | None = None, except_: list[str] | None = None) -> Band:
    data = {"id": "x", "awards": awards or ["tpsa"], "except": except_ or [], "of": "คะแนนรวม", "unit": "คะแนน", "maximum": "100", "levels": levels}
    return Band.model_validate(data)


CLOSED = _band([_level("ดีเด่น", **{"from": "90", "to": "100"}), _level("ดี", **{"from": "80", "below": "90"}), _level("ไม่ถึง", below="80")])
HOLED = _band([_level("ดีเด่น", **{"from": "90", "to": "100"}), _level("ดี", **{"from": "80", "to": "89"}), _level("ไม่ถึง", below="80")])


@given(SCORES)
def test_a_band_without_a_hole_gives_every_score_one_level(score: Decimal) -> None:
    assert sum(level.holds(score) for level in CLOSED.levels) == 1
    level = CLOSED.level(score)
    assert level is not None
    assert level.label == ("ดีเด่น" if score >= 90 else "ดี" if score >= 80 else "ไม่ถึง")


@given(SCORES)
def test_a_score_in_a_hole_has_no_level(score: Decimal) -> None:
    assert (HOLED.level(score) is None) == (89 < score < 90)


def test_from_and_to_are_inclusive_and_below_is_not() -> None:
    level = _level("ดี", **{"from": "80", "below": "90"})
    assert level.holds(Decimal(80))
    assert level.holds(Decimal("89.99"))
    assert not level.holds(Decimal(90))
    assert _level("ดี", **{"from": "80", "to": "89"}).holds(Decimal(89))


@pytest.mark.parametrize(
    ("entity", "covered"),
    [("tepga", True), ("tepga.open_governance", True), ("tepga.poverty", False), ("tpsa", False), ("tepgax", False), ("tepga_x", False)],
)
def test_a_band_of_a_branch_covers_its_categories_but_for_exceptions(entity: str, covered: bool) -> None:
    assert _band(CLOSED.levels, ["tepga"], ["tepga.poverty"]).covers(entity) is covered


VALUES = st.decimals(0, 1000, places=1, allow_nan=False)


@given(st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=8)))
def test_column_sums_are_exact(rows: list[list[Decimal]]) -> None:
    table = _table(rows)
    for index in range(len(rows[0])):
        assert table.column_sum(index) == sum(row[index] for row in rows)


@given(st.lists(VALUES, min_size=0, max_size=5).filter(lambda values: len(values) != 3))
def test_a_row_or_total_of_another_width_is_refused(values: list[Decimal]) -> None:
    with pytest.raises(ValidationError, match=f"row 'แถว 1' has {len(values)} values for 3 columns"):
        _table([[Decimal(1)] * 3, values])
    with pytest.raises(ValidationError, match=f"row 'รวม' has {len(values)} values for 3 columns"):
        _table([[Decimal(1)] * 3], total=values)


def _table(rows: list[list[Decimal]], total: list[Decimal] | None = None) -> Table:
    columns = [Column(id=f"c{index}", label=f"ช่อง {index}", unit="คะแนน") for index in range(len(rows[0]))]
    filled = [Row(label=f"แถว {index}", words=["แถว"], values=values) for index, values in enumerate(rows)]
    return Table(id="t", title="ตาราง", label="มิติ", columns=columns, rows=filled, total=None if total is None else Total(label="รวม", values=total))


def _event(**given_: object) -> Event:
    return Event.model_validate({"id": "e", "name": "รับสมัคร", "words": ["สมัคร"], **given_})


@pytest.mark.parametrize(
    ("given_", "when"),
    [
        ({"end": "2567-02-28"}, "28 กุมภาพันธ์ 2567"),
        ({"start": "2567-01-05", "end": "2567-02-28"}, "5 มกราคม – 28 กุมภาพันธ์ 2567"),
        ({"start": "2566-12-22", "end": "2567-01-15"}, "22 ธันวาคม 2566 – 15 มกราคม 2567"),
        ({"start": "2567-06", "end": "2567-07"}, "มิถุนายน – กรกฎาคม 2567"),
        ({"end": "2567-08", "within": True}, "ภายในเดือนสิงหาคม 2567"),
        ({"end": "2567-08-31", "within": True}, "ภายใน 31 สิงหาคม 2567"),
    ],
)
def test_an_event_prints_its_date(given_: dict[str, object], when: str) -> None:
    assert _event(**given_).when == when


def test_an_event_may_start_within_the_month_it_ends_in() -> None:
    assert _event(start="2567-08-31", end="2567-08").when.endswith("สิงหาคม 2567")


@pytest.mark.parametrize(("start", "end"), [("2567-03-01", "2567-02-28"), ("2567-09-01", "2567-08"), ("2568-01", "2567-12-31")])
def test_an_event_that_starts_after_it_ends_is_refused(start: str, end: str) -> None:
    with pytest.raises(ValidationError, match=f"starts {start} after it ends {end}"):
        _event(start=start, end=end)


def test_what_is_loaded_cannot_be_changed() -> None:
    source = Source(section="๒.๓", item="ข้อ 1", quote="ถ้อยคำ")
    with pytest.raises(ValidationError, match="frozen"):
        source.quote = "อื่น"  # type: ignore[misc]


@pytest.mark.parametrize("value", [286.5, "286.5", Decimal("286.5")])
def test_figures_are_exact_decimals(value: object) -> None:
    data = {"id": "f", "of": "คะแนน", "value": value, "unit": "คะแนน", "bound": "exactly", "words": ["คะแนน"]}
    assert Figure.model_validate(data).value == Decimal("286.5")


@pytest.mark.parametrize("entity_id", ["tpsa", "tpsa.scale_up", "pmqa.category_1", "tpsa-faq-1", "award-levels-tpsa"])
def test_ids_of_the_domain_are_ids(entity_id: str) -> None:
    assert Entity(id=entity_id, name="x", kind="other").id == entity_id


@pytest.mark.parametrize("entity_id", ["", "TPSA", "tpsa.", ".tpsa", "tpsa faq", "รางวัล", "tpsa--faq", "../x", "tpsa\n"])
def test_other_ids_are_refused(entity_id: str) -> None:
    with pytest.raises(ValidationError, match="should match pattern"):
        Entity(id=entity_id, name="x", kind="other")


@pytest.mark.parametrize(("entity_id", "parent"), [("tpsa.scale_up", "tpsa"), ("tpsa", None), ("pmqa.category_1", "pmqa")])
def test_a_category_belongs_to_its_branch(entity_id: str, parent: str | None) -> None:
    assert Entity(id=entity_id, name="x", kind="category").parent == parent
