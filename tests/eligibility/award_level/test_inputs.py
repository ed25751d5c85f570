"""Names of parts, and what cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.eligibility.award_level import AwardRules, check_award_level
from assistant.eligibility.award_level.inputs import find_part


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("มิติการวิเคราะห์ปัญหา", "มิติการวิเคราะห์ปัญหา"),
        ("การวิเคราะห์ปัญหา", "มิติการวิเคราะห์ปัญหา"),
        ("๑. มิติการวิเคราะห์ปัญหา", "มิติการวิเคราะห์ปัญหา"),
        ("มิติที่ 1", "มิติการวิเคราะห์ปัญหา"),
        ("1", "มิติการวิเคราะห์ปัญหา"),
        ("มิติที่ 1 การวิเคราะห์", "มิติการวิเคราะห์ปัญหา"),
        ("วิเคราะห์", "มิติการวิเคราะห์ปัญหา"),
        ("แนวทาง", "มิติแนวทางการแก้ไขปัญหาและการนำไปปฏิบัติ"),
        ("ผลผลิต ผลลัพธ์", "มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์"),
        ("มิติผลผลิต / ผลลัพธ์เชิงประจักษ์", "มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์"),
        ("ผลลัพท์", None),
        ("ความยั้งยืน", "มิติความยั่งยืน"),
        ("ความยั่งยืนฯ", "มิติความยั่งยืน"),
        ("2. ความยั่งยืน", "มิติความยั่งยืน"),
        ("OUTPUT", "มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์"),
        ("มิติ", None),
        ("", None),
        ("5", None),
        ("ค", None),
    ],
)
def test_a_dimension_by_any_clear_name(rules: AwardRules, typed: str, label: str | None) -> None:
    sheet = rules.awards["tpsa.innovation"].sheet
    assert sheet is not None
    found = find_part(sheet, typed)
    assert (found[0].label if len(found) == 1 else None) == label


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1", "1"), ("หมวด 1", "1"), ("หมวดที่ ๑", "1"), ("๗.๑", "7.1"), ("หมวด 7.6", "7.6"), ("ข้อ 7.6", "7.6"), ("(7.6)", "7.6"), ("7.6)", "7.6"),
        ("1. การนำองค์การ", "1"), ("การนำองค์การ", "1"), ("บุคลากร", "5"), ("หมวด 4 ด้านการวิเคราะห์ผลการดำเนินงานขององค์การและการจัดการความรู้", "4"),
        ("category 3", "3"), ("หมวดหนึ่ง", "1"), ("7", None), ("7.7", None), ("0", None), ("ผลลัพธ์ด้าน", None), ("2. การนำองค์การ", None),
    ],
)  # fmt: skip
def test_a_row_by_its_number_or_name(rules: AwardRules, typed: str, key: str | None) -> None:
    sheet = rules.awards["pmqa.excellence"].sheet
    assert sheet is not None
    found = find_part(sheet, typed)
    assert (found[0].key if len(found) == 1 else None) == key


def test_every_part_is_found_by_all_its_names(rules: AwardRules) -> None:
    for award in rules.awards.values():
        for sheet in (award.sheet, award.further):
            for part in sheet.parts if sheet else ():
                for name in (part.key, part.label, part.name, *([part.number] if len(sheet.cases) == 1 else [])) if sheet else ():
                    assert find_part(sheet, name) == (part,), (award.id, name)


@pytest.mark.parametrize(
    ("award", "given", "told"),
    [
        ("tpsa.innovation", {"total": 101}, ["คะแนนรวม", "101", "เกินคะแนนเต็ม", "0 ถึง 100"]),
        ("tpsa.innovation", {"total": "-3"}, ["-3", "ติดลบ", "0 ถึง 100"]),
        ("tpsa.innovation", {"total": True}, ["true", "ต้องเป็นตัวเลข"]),
        ("tpsa.innovation", {"total": None}, ["null"]),
        ("tpsa.innovation", {"dimensions": {"ความยั่งยืน": 10.5}}, ["มิติความยั่งยืน", "10.5", "0 ถึง 10 "]),
        ("tpsa.innovation", {"dimensions": {"ความคุ้มค่า": 1}}, ["ความคุ้มค่า", "ไม่ตรงกับมิติใด", "มิติความยั่งยืน"]),
        ("tpsa.needs_met", {"dimensions": {"มิติผล": 1}}, ["อาจหมายถึงได้หลายมิติ", "มิติผลผลิต/ผลลัพธ์ เชิงประจักษ์", "มิติผลกระทบของโครงการ"]),
        ("tpsa.innovation", {"dimensions": {"ความยั่งยืน": 1, "4": 1}}, ["มิติความยั่งยืน", "สองครั้ง", "“4”"]),
        ("tpsa.innovation", {"dimensions": [1]}, ["dimensions", "รายการ"]),
        ("tpsa.innovation", {"key_success_factors": {}}, ["key_success_factors", "total, dimensions"]),
        ("tpsa.data_integration", {"total": 90, "dimensions": {"1": 40, "2": 51}}, ["90 คะแนน", "91 คะแนน"]),
        ("tpsa.data_integration", {"total": 30, "dimensions": {"1": 40}}, ["30 คะแนน", "40 คะแนน"]),
        ("tpsa.data_integration", {"total": 90, "dimensions": {"1": 20}}, ["90 คะแนน", "80 คะแนน"]),
        ("tpsa.data_integration", {"total": "45/50"}, ["50", "100"]),
        ("pmqa.v4", {"total": -1}, ["ตั้งแต่ 0"]),
        ("tepga.replication", {"dimensions": {"เปิดระบบ": 1, "ต่อยอด": 1}}, ["มิติการเปิดระบบราชการ", "มิติกระบวนการพัฒนาต่อยอดความยั่งยืน", "คนละกรณี"]),
        ("tpsa.innovation", "90", ["กลุ่มของชื่อกับค่า"]),
    ],
)
def test_bad_input_is_told_with_part_value_and_range(rules: AwardRules, award: str, given: Any, told: list[str]) -> None:
    result = check_award_level(rules, award, given)
    assert result.outcome == "invalid_input"
    because = " ".join(reason.because for reason in result.reasons)
    assert [words for words in told if words not in because] == []


def test_every_fault_is_told_at_once(rules: AwardRules) -> None:
    result = check_award_level(rules, "tpsa.innovation", {"total": 101, "dimensions": {"1": -1, "x": 3}, "y": 1})
    assert len(result.reasons) == 4


def test_what_was_given_is_shown_harmless_and_short(rules: AwardRules) -> None:
    result = check_award_level(rules, "tpsa.innovation", {"total": "x\u202e\x00" + "ย" * 500, "dimensions": {"\n" * 50: 1}})
    for reason in result.reasons:
        assert len(reason.because) < 400
        assert not set(reason.because) & set("\u202e\x00\n")
