from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.eligibility.award_level import AwardRules, check_award_level
from assistant.eligibility.category import CategoryCheck, check_category, parse_facts
from assistant.eligibility.participation.result import ParticipationResult
from assistant.eligibility.rules import RuleSet
from assistant.knowledge.schema import RoundKnowledge
from assistant.reports import Report, category_report
from assistant.reports.model import Bullets, Ladder, Rung
from tests.reports.conftest import DAY, SCORES, WORKS
from tests.reports.printed import squeezed


def all_of(report: Report) -> str:
    return squeezed("\n".join(report.texts()))


@pytest.mark.parametrize("work", WORKS)
def test_every_reason_place_and_fact_of_a_category_check_is_in_the_report(
    work: str, category: Callable[..., Report], checked: Callable[[str], CategoryCheck], rules: RuleSet, round_: RoundKnowledge
) -> None:
    check, text = checked(work), all_of(category(work))
    recommended = {one.category for one in check.recommended}
    for verdict in check.verdicts:
        branch = round_.entity_by_id[round_.entity_by_id[verdict.category].parent or ""]
        assert squeezed(verdict.name) in text or squeezed(branch.name) in text
        assert squeezed(verdict.label) in text or verdict.category in recommended
        if verdict.verdict == "needs_info" and verdict.category not in recommended:
            assert all(squeezed(rules.facts[fact].question) in text for fact in verdict.missing)
            continue
        for reason in verdict.reasons:
            assert squeezed(reason.because) in text
            assert all(squeezed(f"{source.section} {source.item}") in text for source in reason.sources)
            if verdict.category in recommended:
                assert all(squeezed(f"“{source.quote}”") in text for source in reason.sources)
        assert all(squeezed(reading) in text for reading in verdict.readings)
    for name, raw in check.facts.items():
        fact = rules.facts[name]
        value = fact.parse(raw)
        assert value is not None
        assert squeezed(fact.question) in text
        assert squeezed(fact.printed(value)) in text
    assert all(squeezed(note.text) in text and squeezed(note.place) in text for note in check.notes)
    for told in (check.rules_version, "28 พฤศจิกายน 2569", round_.round.name, round_.round.source.title):
        assert squeezed(told) in text


@pytest.mark.parametrize(
    ("work", "begins"),
    [
        ("nothing known", "ข้อมูลที่ให้มายังไม่พอ"),
        ("eligible", "แนะนำให้ส่งประเภทนวัตกรรมการบริการ เพราะเข้าเงื่อนไข"),
        ("conditional", "ใกล้ที่สุดคือประเภทเปิดใจใกล้ชิดประชาชน แต่ผลขึ้นกับการตีความ"),
        ("needs_info", "ใกล้ที่สุดคือประเภทขับเคลื่อนเห็นผล แต่ยังต้องการข้อมูล"),
        ("no_rule", "ใกล้ที่สุดคือรางวัลคุณภาพการบริหารจัดการภาครัฐ ทั้ง 8 ประเภท แต่เอกสารไม่ได้ระบุ"),
        ("nothing fits", "จากข้อมูลที่ให้มา ไม่มีประเภทใด"),
    ],
)
def test_the_answer_comes_first_in_one_sentence(work: str, begins: str, category: Callable[..., Report]) -> None:
    assert category(work).answer.text.startswith(begins)


def test_each_open_point_stands_with_its_own_readings(category: Callable[..., Report], rules: RuleSet) -> None:
    blocks = [block for section in category("conditional").sections for block in section.blocks]
    open_ = [item for block in blocks if isinstance(block, Bullets) for item in block.items if item.readings]
    by_text = {rule.rule.because: rule.rule.readings for one in rules.categories.values() for rule in one.conditionals}
    assert len(open_) == 2
    for item in open_:
        assert item.readings == tuple(f"ทางที่ {place}: {reading}" for place, reading in enumerate(by_text[item.text], 1))


def test_what_is_the_same_for_many_categories_is_said_once(category: Callable[..., Report], checked: Callable[[str], CategoryCheck]) -> None:
    verdicts = [verdict for verdict in checked("eligible").verdicts if verdict.verdict == "not_eligible"]
    shared = max({verdict.reasons[0].because for verdict in verdicts}, key=lambda because: sum(because == v.reasons[0].because for v in verdicts))
    assert sum(shared == verdict.reasons[0].because for verdict in verdicts) > 2
    assert all_of(category("eligible")).count(squeezed(shared)) == 1


def test_the_words_a_fact_was_read_from_stand_beside_it(category: Callable[..., Report]) -> None:
    rows = _rows(category("eligible", read=[("months_in_use", "มา 18 เดือน"), ("unused", "x")]))
    assert ("ผลงานใช้งานจริงหรือดำเนินการมาแล้วนานเท่าใด", "18 เดือน", "“มา 18 เดือน”") in rows
    assert any(row[1] == "ประยุกต์จากต้นแบบอื่น" and row[2] == "ตอบเอง" for row in rows)


def test_the_office_of_a_category_still_possible_is_named(category: Callable[..., Report], round_: RoundKnowledge) -> None:
    poverty = next(entry.facets.operator for entry in round_.entries if entry.about[0] == "tepga.poverty" and entry.facets)
    assert poverty
    assert poverty in category("needs_info").closing[-1]
    assert poverty not in category("nothing fits").closing[-1]
    assert all("สำนักงาน ก.พ.ร." in category(work).closing[-1] for work in WORKS)


def test_a_very_long_description_is_cut_and_says_so(category: Callable[..., Report]) -> None:
    report = category("eligible", "ก" * 50_000)
    assert squeezed("จากทั้งหมด 50,000 ตัวอักษร") in all_of(report)
    assert len(all_of(report)) < 20_000


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("case", SCORES)
def test_everything_an_award_level_check_says_is_in_the_report(case: str, named: bool, award: Callable[..., Report], award_rules: AwardRules) -> None:
    award_id, given = SCORES[case]
    result, text = check_award_level(award_rules, award_id, given), all_of(award(case, named))
    for reason in result.reasons:
        assert squeezed(reason.because) in text
        assert all(squeezed(f"{source.section} {source.item} “{source.quote}”") in text for source in reason.sources)
    for reading in result.readings:
        assert squeezed(reading.says) in text
        assert squeezed(reading.label) in text
    for lack in result.next_level:
        assert squeezed(lack.to) in text
        assert squeezed(lack.part) in text
    assert squeezed(result.label) in text
    assert squeezed(str(given.get("total", ""))) in text


def test_points_stand_beside_maximum_and_minimum(award: Callable[..., Report]) -> None:
    rows = _rows(award("rows"))
    assert ("1. การนำองค์การ", "60", "120", "60") in rows
    assert ("1. การนำองค์การ", "60", "มากกว่า 60", "ต้องได้มากกว่านี้") in rows, "on the line by one reading"
    assert ("2. การวางแผนเชิงยุทธศาสตร์", "30", "80", "20") in rows
    assert ("5. บุคลากร", "ต้องทราบ", "90", "22.5") in rows
    assert ("คะแนนรวม", "320", "1,000", "300") in rows


def test_parts_beside_the_total_have_their_names_where_the_rules_are_given(award: Callable[..., Report]) -> None:
    assert "กระบวนการมีส่วนร่วมของประชาชน" in all_of(award("beside the total"))
    assert "key_success_factors" in all_of(award("beside the total", named=False))


def test_everything_of_a_participation_check_is_in_the_report(participation: Callable[..., Report], result: ParticipationResult) -> None:
    text = all_of(participation("คำบรรยาย"))
    for group in result.groups:
        assert squeezed(group.name) in text
        assert squeezed(group.because) in text
        for found in group.activities:
            assert squeezed(found.label) in text
            assert squeezed(found.words) in text
            assert squeezed(found.proves_not or "") in text
    for said in (result.because, *result.open_questions, *result.notes, result.lift[0].because, "กลุ่มนี้ได้ร่วมออกแบบ", "คำบรรยาย"):
        assert squeezed(said) in text
    assert squeezed("๒.๔.๒ ข้อ 1 “อยู่ในระดับ COLLABORATE”") in text
    assert squeezed("มีกลไกที่คงอยู่") not in squeezed("\n".join(row[2] for row in _rows(participation()) if len(row) == 4)), "a plan proves nothing"


def _rungs(report: Report) -> tuple[Rung, ...]:
    (ladder,) = report.sections[0].blocks
    assert isinstance(ladder, Ladder)
    return ladder.rungs


def _rows(report: Report) -> list[tuple[str, ...]]:
    return [row for section in report.sections for block in section.blocks for row in getattr(block, "rows", ())]


def test_the_ladder_stands_at_the_level_and_shows_every_group(participation: Callable[..., Report], round_: RoundKnowledge) -> None:
    rungs = _rungs(participation())
    names = [entity.name for entity in round_.round.entities if entity.kind == "level"]
    assert [rung.name for rung in rungs][: len(names)] == names[::-1], "the highest level on top"
    assert [rung.name for rung in rungs if rung.here] == [round_.entity_by_id["participation.collaborate"].name]
    assert sum(rung.reached for rung in rungs) == 4
    assert [who for rung in rungs for who in rung.who] == ["เกษตรกร (กลุ่มที่เกี่ยวข้องมากที่สุด)", "ประชาชน", "อปท."]


def test_a_level_not_told_is_said_so(participation: Callable[..., Report]) -> None:
    report = participation(level="undetermined", groups=(), open_questions=(), lift=())
    assert report.answer.text.startswith("ยังบอกระดับการมีส่วนร่วมของผลงานไม่ได้")
    assert report.answer.tone == "open"
    assert not any(rung.here or rung.reached for rung in _rungs(report))


def test_contradicting_answers_are_noted(rules: RuleSet, round_: RoundKnowledge) -> None:
    check = check_category(rules, parse_facts(rules, {"new_way": False, "strongest_in": "new_way"}))
    assert any(note.id.startswith("contradiction") for note in check.notes)
    assert "คำตอบสองข้อขัดกัน" in all_of(category_report(check, rules, round_, DAY))
