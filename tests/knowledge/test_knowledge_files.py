"""The shipped knowledge of 2567 against its source: what must be there, and what must never be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.knowledge.schema import Band, Entry, Event, Gap, Knowledge, RoundKnowledge, Table
from assistant.thai.clean import clean, comparable

ROUND = "2567"
BRANCHES = ("tpsa", "pmqa", "tepga")
CATEGORIES = [
    *(f"tpsa.{name}" for name in ("innovation", "scale_up", "data_integration", "needs_met", "facilitation", "policy_driven")),
    *("pmqa.excellence", "pmqa.v4", *(f"pmqa.category_{number}" for number in range(1, 7))),
    *(f"tepga.{name}" for name in ("open_governance", "effective_participation", "replication", "poverty")),
]
LEVELS = [f"participation.{name}" for name in ("inform", "consult", "involve", "collaborate", "empower")]
# What the scanner made of words of the source; staff may type such things, our own texts never show them.
MISREAD = [
    "รายนาม", "นวัตกรรมกรรม", "ประเพณี", "สาขาวัตกรรม", "ประหวัด", "หวัดกรรม", "แก่นจน", "เลือ่ง", "เลื่องสื่อ", "ประสัมฤทธิ์",
    "ประสิทธิผลประชาชน", "คำตามคลิก", "คำพิจารา", "กวดส่ง", "IMFORM", "ประดุษณี", "ประเภทรายางวัล",
]  # fmt: skip

DIMENSIONS = {
    "criteria-tpsa-innovation": [("มิติการวิเคราะห์ปัญหา", 10), ("มิติแนวทางการแก้ไขปัญหาและการนำไปปฏิบัติ", 30), ("มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์", 50), ("มิติความยั่งยืน", 10)],
    "criteria-tpsa-data_integration": [("มิติกระบวนการจัดการ", 40), ("มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์", 60)],
    "criteria-tpsa-needs_met": [
        ("มิติการวิเคราะห์ปัญหา", 20),
        ("มิติแนวทางการแก้ไขปัญหาและการนำไปปฏิบัติ", 30),
        ("มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์", 40),
        ("มิติผลกระทบของโครงการ", 10),
    ],
    "criteria-tpsa-facilitation": [("มิติประสิทธิภาพ", 85), ("มิติความคุ้มค่า", 15)],
    "criteria-tpsa-policy_driven": [
        ("มิติการวิเคราะห์ปัญหา", 10),
        ("มิติแนวทางการแก้ไขปัญหาและการนำไปปฏิบัติ", 30),
        ("มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์", 50),
        ("มิติความยั่งยืนของโครงการ", 10),
    ],
    "criteria-tepga-open_governance": [
        ("ความสำคัญของปัญหาและความสามารถขององค์กร", 10),
        ("มิติการเปิดระบบราชการ", 40),
        ("มิติผลผลิต/ผลลัพธ์/ผลกระทบ", 40),
        ("มิติความยั่งยืน", 10),
    ],
}

# The two PMQA tables as printed: full marks, excellence, then the awards of categories 1 to 6.
PMQA = """\
1    120   48  60   30   30   30   30   30
2     80   32  20   40   20   20   20   20
3    110   44  27.5 27.5 55   27.5 27.5 27.5
4    100   40  25   25   25   50   25   25
5     90   36  22.5 22.5 22.5 22.5 45   22.5
6    100   40  25   25   25   25   25   50
7.1   60   24  18   18   15   15   15   18
7.2   70   28  17.5 17.5 21   17.5 17.5 17.5
7.3   70   28  17.5 17.5 17.5 17.5 21   17.5
7.4   70   28  21   17.5 17.5 17.5 17.5 17.5
7.5   60   24  15   18   15   15   15   15
7.6   70   28  17.5 17.5 17.5 21   17.5 21
"""
PMQA_ROWS = {row.split()[0]: [Decimal(value) for value in row.split()[1:]] for row in PMQA.splitlines()}
PMQA_SUMS = ["286.5", "276", "281", "278.5", "276", "281.5"]


@pytest.fixture(scope="module")
def held(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds[ROUND]


def own_texts(entry: Entry) -> Iterator[str]:
    """Every text of an entry that a person may be shown."""
    yield from (entry.title, entry.question, entry.short, entry.full, *entry.caveats, *(point.answer for point in entry.points))
    yield from (figure.of for figure in entry.figures)
    yield from (value for value in (entry.facets.model_dump().values() if entry.facets else ()) if value)
    for table in entry.tables:
        yield from (table.title, table.label, table.case or "", *table.sum_differs.values(), *(row.label for row in table.rows))
        yield from (column.label for column in table.columns)
    for band in entry.bands:
        yield from (band.of, band.undefined or "", band.conditions or "", *(level.label for level in band.levels))
    for event in entry.events:
        yield from (event.name, event.note or "", event.start_label or "", event.end_label or "")


def gap_texts(gap: Gap) -> Iterator[str]:
    """Every text of a gap that a person may be shown."""
    yield from (gap.title, gap.missing, gap.nearby or "", gap.ask)


# What must be there


def test_every_answer_of_the_clinic_is_there(held: RoundKnowledge) -> None:
    expected = {f"tpsa-faq-{number}" for number in range(1, 13)} | {f"tepga-faq-{number}" for number in range(1, 15)}
    assert {entry.id for entry in held.entries if entry.kind == "faq"} == expected


def test_the_entities_are_those_of_the_awards(held: RoundKnowledge) -> None:
    kinds = {kind: {e.id for e in held.round.entities if e.kind == kind} for kind in ("branch", "category", "level")}
    assert kinds == {"branch": set(BRANCHES), "category": set(CATEGORIES), "level": set(LEVELS)}


def test_every_branch_and_category_has_its_criteria_entry(held: RoundKnowledge) -> None:
    for entity in held.round.entities:
        if entity.kind in ("branch", "category", "group"):
            assert held.criteria_by_entity[entity.id].id == f"criteria-{entity.id.replace('.', '-')}"


def test_award_levels_and_calendars_are_there_and_tepga_has_no_calendar(held: RoundKnowledge) -> None:
    assert {e.id for e in held.entries if e.kind == "award_levels"} == {f"award-levels-{branch}" for branch in BRANCHES}
    assert {e.id for e in held.entries if e.kind == "calendar"} == {"calendar-tpsa", "calendar-pmqa"}
    lent = [e.id for e in held.entries if e.events and any(entity.startswith("tepga") for entity in e.about)]
    assert lent == []
    assert [gap.id for gap in held.gaps if "tepga" in gap.about and "ปฏิทิน" in gap.missing]


def test_there_are_enough_gaps_and_each_says_plainly_that_the_source_is_silent(held: RoundKnowledge) -> None:
    assert len(held.gaps) >= 60
    assert all(gap.id.startswith("gap-") for gap in held.gaps)
    silent = re.compile("ไม่ได้|ไม่มี|ไม่พบ|ไม่ระบุ|ไม่ปรากฏ|ไม่บอก|ขาด")
    assert [gap.id for gap in held.gaps if not silent.search(gap.missing)] == []


def test_every_entry_is_asked_in_many_ways(held: RoundKnowledge) -> None:
    assert [entry.id for entry in held.entries if len({comparable(q) for q in entry.questions}) < 12] == []
    assert [gap.id for gap in held.gaps if len({comparable(q) for q in gap.questions}) < 6] == []


def test_every_citation_has_a_section_of_the_source_and_quoted_words(held: RoundKnowledge) -> None:
    for entry in held.entries:
        for source in entry.source:
            assert re.search("[๐-๙]|บทสรุป|คำนำ|ปก|สารบัญ|ภาคผนวก", source.section), (entry.id, source.section)
            assert 8 <= len(source.quote) <= 200, (entry.id, source.quote)


# What must never be


def test_no_misread_word_is_shown(held: RoundKnowledge) -> None:
    shown = [(entry.id, text) for entry in held.entries for text in [*own_texts(entry), *(s.quote for s in entry.source), *(s.item for s in entry.source)]]
    shown += [(gap.id, text) for gap in held.gaps for text in gap_texts(gap)]
    shown += [(entity.id, entity.name) for entity in held.round.entities]
    assert [(owner, word) for owner, text in shown for word in MISREAD if word.lower() in text.lower()] == []


def test_thai_digits_stand_in_references_to_sections_only(held: RoundKnowledge) -> None:
    reference = re.compile("(?:หัวข้อ|ข้อ|บทที่|ตารางที่|และ|,) ?[๐-๙]+(?:\\.[๐-๙]+)*")
    shown = [(entry.id, text) for entry in held.entries for text in own_texts(entry)] + [(gap.id, text) for gap in held.gaps for text in gap_texts(gap)]
    left = [(owner, reference.sub("", text)) for owner, text in shown if re.search("[๐-๙]", text)]
    assert [(owner, text) for owner, text in left if re.search("[๐-๙]", text)] == []


def test_our_texts_are_clean(held: RoundKnowledge) -> None:
    shown = [(entry.id, text) for entry in held.entries for text in own_texts(entry)] + [(gap.id, text) for gap in held.gaps for text in gap_texts(gap)]
    squeezed = [(owner, text) for owner, text in shown if re.sub(r"\s+", "", clean(text)) != re.sub(r"\s+", "", text)]
    assert squeezed == []


def test_answers_are_never_a_bare_yes_or_no(held: RoundKnowledge) -> None:
    bare = re.compile("^(ใช่|ไม่ใช่|ได้|ไม่ได้|ถูกต้อง|yes|no)[ .,]*$", re.IGNORECASE)
    for entry in held.entries:
        for text in [entry.short, *(point.answer for point in entry.points)]:
            assert not bare.match(text), entry.id
            assert len(text) >= 20, (entry.id, text)


# Score tables


@pytest.mark.parametrize("entry_id", DIMENSIONS)
def test_scores_are_those_printed(held: RoundKnowledge, entry_id: str) -> None:
    [table] = held.entry_by_id[entry_id].tables
    assert [(row.label, row.values) for row in table.rows] == [(label, [Decimal(points)]) for label, points in DIMENSIONS[entry_id]]
    assert _total(table) == [100]


def _total(table: Table) -> list[Decimal]:
    assert table.total is not None
    return table.total.values


def _points(table: Table) -> list[Decimal]:
    assert [column.id for column in table.columns] == ["points"]
    assert _total(table) == [100]
    return [row.values[0] for row in table.rows]


def test_scale_up_has_no_table_and_says_so(held: RoundKnowledge) -> None:
    entry = held.entry_by_id["criteria-tpsa-scale_up"]
    assert entry.tables == []
    assert "ตาราง" in " ".join([entry.short, entry.full, *entry.caveats])


def test_effective_participation(held: RoundKnowledge) -> None:
    [table] = held.entry_by_id["criteria-tepga-effective_participation"].tables
    assert _points(table) == [5, 35, 50, 10]


def test_poverty(held: RoundKnowledge) -> None:
    [table] = held.entry_by_id["criteria-tepga-poverty"].tables
    assert _points(table) == [45, 55]


def test_replication_has_three_cases_that_differ_in_the_second_dimension(held: RoundKnowledge) -> None:
    tables = held.entry_by_id["criteria-tepga-replication"].tables
    assert [_points(table) for table in tables] == [[10, 40, 40, 10]] * 3
    assert [table.rows[1].label for table in tables] == ["มิติการเปิดระบบราชการ", "มิติกระบวนการขยายผลโดยใช้กระบวนการมีส่วนร่วม", "มิติกระบวนการพัฒนาต่อยอดความยั่งยืน"]
    assert len({table.case for table in tables if table.case}) == 3
    for index in (0, 2, 3):
        assert len({table.rows[index].label for table in tables}) == 1


def _pmqa_cells(table: Table) -> dict[str, list[Decimal]]:
    return {row.label.split()[0].rstrip("."): row.values for row in table.rows}


def test_the_pmqa_category_table_cell_by_cell(held: RoundKnowledge) -> None:
    [table] = held.entry_by_id["criteria-pmqa-category"].tables
    assert _pmqa_cells(table) == {row: [values[0], *values[2:]] for row, values in PMQA_ROWS.items()}
    assert _total(table) == [1000, *[300] * 6]
    assert [table.column_sum(index) for index in range(1, 7)] == [Decimal(added) for added in PMQA_SUMS]
    assert table.column_sum(0) == 1000
    assert {column: added in said for (column, said), added in zip(sorted(table.sum_differs.items()), PMQA_SUMS, strict=True)} == dict.fromkeys(
        [f"c{number}" for number in range(1, 7)], True
    )


@pytest.mark.parametrize("number", range(1, 7))
def test_each_pmqa_category_has_its_own_column(held: RoundKnowledge, number: int) -> None:
    [table] = held.entry_by_id[f"criteria-pmqa-category_{number}"].tables
    assert _pmqa_cells(table) == {row: [values[0], values[number + 1]] for row, values in PMQA_ROWS.items()}
    assert _total(table) == [1000, 300]
    assert table.column_sum(1) == Decimal(PMQA_SUMS[number - 1])
    assert PMQA_SUMS[number - 1] in table.sum_differs["minimum"]


def test_the_pmqa_excellence_table_cell_by_cell(held: RoundKnowledge) -> None:
    [table] = held.entry_by_id["criteria-pmqa-excellence"].tables
    assert _pmqa_cells(table) == {row: values[:2] for row, values in PMQA_ROWS.items()}
    assert _total(table) == [1000, 400]
    assert all(row.values[1] == row.values[0] * Decimal("0.4") for row in table.rows)
    assert table.sum_differs == {}


# Award levels


def _band(held: RoundKnowledge, entity: str) -> Band:
    [band] = [band for entry in held.entries if entry.kind == "award_levels" for band in entry.bands if band.covers(entity)]
    return band


@pytest.mark.parametrize("category", [c for c in CATEGORIES if c.startswith("tpsa")])
@pytest.mark.parametrize(
    ("score", "label"),
    [
        ("100", "ระดับดีเด่น"),
        ("90", "ระดับดีเด่น"),
        ("89.99", "ระดับดี"),
        ("89.5", "ระดับดี"),
        ("80", "ระดับดี"),
        ("79.99", "ไม่ถึงเกณฑ์ได้รับรางวัล"),
        ("0", "ไม่ถึงเกณฑ์ได้รับรางวัล"),
    ],
)
def test_tpsa_levels_have_no_hole(held: RoundKnowledge, category: str, score: str, label: str) -> None:
    level = _band(held, category).level(Decimal(score))
    assert level is not None
    assert level.label == label


@pytest.mark.parametrize("category", ["tepga.open_governance", "tepga.effective_participation", "tepga.replication"])
@pytest.mark.parametrize(
    ("score", "label"), [("90", "ระดับดีเด่น"), ("89.99", None), ("89.5", None), ("89.01", None), ("89", "ระดับดี"), ("80", "ระดับดี"), ("79.5", "ไม่ถึงเกณฑ์ได้รับรางวัล")]
)
def test_tepga_levels_have_a_hole_between_89_and_90(held: RoundKnowledge, category: str, score: str, label: str | None) -> None:
    band = _band(held, category)
    level = band.level(Decimal(score))
    assert (level.label if level else None) == label
    assert band.undefined is not None


@pytest.mark.parametrize(
    ("score", "label"), [("90", "ระดับดีเด่น"), ("89.995", None), ("89.99", "ระดับดี"), ("89.5", "ระดับดี"), ("80", "ระดับดี"), ("79", "ไม่ถึงเกณฑ์ได้รับรางวัล")]
)
def test_poverty_levels(held: RoundKnowledge, score: str, label: str | None) -> None:
    band = _band(held, "tepga.poverty")
    level = band.level(Decimal(score))
    assert (level.label if level else None) == label
    assert band.conditions is not None
    assert "80" in band.conditions


@pytest.mark.parametrize(("category", "line", "maximum"), [("pmqa.excellence", 400, 1000), *((f"pmqa.category_{number}", 300, 1000) for number in range(1, 7))])
def test_pmqa_totals(held: RoundKnowledge, category: str, line: int, maximum: int) -> None:
    band = _band(held, category)
    above, below = band.levels
    assert band.maximum == maximum
    assert band.level(Decimal(line)) is above
    assert band.level(Decimal(line) - Decimal("0.01")) is below
    assert band.conditions is not None


@pytest.mark.parametrize(
    ("score", "word"),
    [
        ("500", "ระดับเกิดผล"),
        ("470", "ระดับเกิดผล"),
        ("469.9", "ระดับก้าวหน้า"),
        ("400", "ระดับก้าวหน้า"),
        ("399.5", None),
        ("399", "ระดับพื้นฐาน"),
        ("300", "ระดับพื้นฐาน"),
        ("299.9", "ไม่ถึง"),
    ],
)
@pytest.mark.parametrize("entry_id", ["award-levels-pmqa", "criteria-pmqa-v4"])
def test_pmqa_4_levels_stand_the_same_in_both_places(held: RoundKnowledge, entry_id: str, score: str, word: str | None) -> None:
    [band] = [band for band in held.entry_by_id[entry_id].bands if band.covers("pmqa.v4")]
    level = band.level(Decimal(score))
    assert (level is None) if word is None else (level is not None and word in level.label)
    assert band.maximum is None
    assert band.undefined is not None


def test_every_award_has_exactly_one_band(held: RoundKnowledge) -> None:
    assert {category: _band(held, category).unit for category in CATEGORIES} == dict.fromkeys(CATEGORIES, "คะแนน")


# Calendars

TPSA_DATES = {
    "briefing-online": "13 ธันวาคม 2566",
    "briefing-onsite": "14 ธันวาคม 2566",
    "application": "5 มกราคม – 28 กุมภาพันธ์ 2567",
    "independent-review": "มีนาคม – เมษายน 2567",
    "consensus-review": "เมษายน – พฤษภาคม 2567",
    "consensus-submission": "พฤษภาคม 2567",
    "first-round-results": "ภายในเดือนพฤษภาคม 2567",
    "site-visit": "มิถุนายน – กรกฎาคม 2567",
    "site-visit-submission": "สิงหาคม 2567",
    "results": "ภายใน 31 สิงหาคม 2567",
    "ceremony": "กันยายน 2567",
}
PMQA_DATES = {
    "briefing": "13–14 ธันวาคม 2566",
    "application": "22 ธันวาคม 2566 – 15 มกราคม 2567",
    "step-1-result": "13 กุมภาพันธ์ 2567",
    "step-2": "14 กุมภาพันธ์ – 22 มีนาคม 2567",
    "step-2-result": "31 พฤษภาคม 2567",
    "site-visit": "มิถุนายน – กรกฎาคม 2567",
    "announcement": "ภายในเดือนสิงหาคม 2567",
    "ceremony": "ภายในเดือนกันยายน 2567",
}


@pytest.mark.parametrize(("entry_id", "dates"), [("calendar-tpsa", TPSA_DATES), ("calendar-pmqa", PMQA_DATES)])
def test_calendars_hold_the_printed_dates_in_order(held: RoundKnowledge, entry_id: str, dates: dict[str, str]) -> None:
    events = held.entry_by_id[entry_id].events
    assert {event.id: event.when for event in events} == dates
    ends = [event.dates[1].last_day for event in events]
    assert ends == sorted(ends)


def test_the_briefing_days_are_split_as_each_calendar_splits_them(held: RoundKnowledge) -> None:
    tpsa = {event.id: event for event in held.entry_by_id["calendar-tpsa"].events}
    assert "Online" in tpsa["briefing-online"].name
    assert "On-site" in tpsa["briefing-onsite"].name
    pmqa: Event = next(event for event in held.entry_by_id["calendar-pmqa"].events if event.id == "briefing")
    assert pmqa.note is not None
    assert "จังหวัด" in pmqa.note
    assert "องค์การมหาชน" in pmqa.note


def test_a_calendar_speaks_of_its_own_branch_only(held: RoundKnowledge) -> None:
    for entry in held.entries:
        if entry.events:
            assert len({entity.partition(".")[0] for entity in entry.about}) == 1


def test_tepga_and_pmqa_4_dates_are_said_to_be_open(held: RoundKnowledge) -> None:
    assert any("PMQA 4.0" in caveat for caveat in held.entry_by_id["calendar-pmqa"].caveats)
