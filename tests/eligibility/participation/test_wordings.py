"""The level stays when an agency or a stakeholder is called otherwise, and when tone marks are left out."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility.participation import GivenGroup, ParticipationRules, check_participation, load_participation
from assistant.eligibility.participation.tones import Marks, lacks_marks
from assistant.thai.clean import skeleton
from tests.eligibility.participation.conftest import KNOWLEDGE
from tests.eligibility.participation.test_cases import CASES

RULES = load_participation(KNOWLEDGE, "2567")
AGENCIES = ["เทศบาล", "อบต.", "กรม", "โรงพยาบาล", "ศาล", "การรถไฟ", "โรงเรียน", "สำนักงาน", "อุทยาน", "เรือนจำ"]
PEOPLE = ["ชาวบ้าน", "เกษตรกร", "ผู้ปกครอง", "ผู้ประกอบการ", "คนพิการ", "ผู้ใช้รถ", "พ่อค้าแม่ค้า", "ลูกหนี้", "ชาวประมง", "สมาคมผู้เลี้ยงไก่"]
FRAMES = {
    "inform": ["{agency}ส่ง SMS แจ้ง{people}ทุกเดือน", "{agency}ติดประกาศให้{people}ทราบ", "{people}มาช่วยกันขุดคลองตามแผนที่{agency}กำหนด"],
    "consult": [
        "{agency}สัมภาษณ์{people} 200 คน แล้ว{agency}ตัดสินใจเอง",
        "ถามความเห็น{people} แล้ว{agency}จัดทำแผนเองทั้งหมด",
        "{agency}เปิดเวทีให้{people}พูดความเห็น สุดท้าย{agency}เคาะเอง",
        "{people}ตอบแบบสอบถาม แล้ว{agency}พิจารณาเอง",
    ],
    "involve": [
        "{people}ร่วมวางแผนกับ{agency} แล้ว{agency}ทำเองทั้งหมด",
        "{people}ร่วมออกแบบป้ายกับ{agency} แต่{agency}เป็นผู้ดำเนินการเอง",
        "{people}ร่วมออกแบบและร่วมจัดงานกับ{agency}ครั้งเดียว จบแล้วก็จบเลย",
    ],
    "collaborate": [
        "{people}ร่วมออกแบบระบบกับ{agency} และร่วมลาดตระเวนด้วยกันทุกเดือน มีเครือข่ายต่อเนื่อง",
        "{people}กับ{agency}ช่วยกันคิดสูตรขึ้นมา แล้วก็ผสมและแจกด้วยกันทุกสัปดาห์ กลุ่มยังประชุมกันอยู่",
    ],
    "empower": ["{people}ตัดสินใจเองทั้งหมด {agency}เปลี่ยนไม่ได้", "ให้ถือมติของ{people}เป็นข้อยุติ {agency}ต้องทำตามมติ"],
}
TOLD = [(level, frame) for level, frames in FRAMES.items() for frame in frames]


def level(text: str) -> str:
    return check_participation(RULES, [], text).level


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TOLD), st.sampled_from(AGENCIES), st.sampled_from(PEOPLE))
def test_who_is_named_changes_no_level(told: tuple[str, str], agency: str, people: str) -> None:
    expected, frame = told
    text = frame.format(agency=agency, people=people)
    assert level(text) == expected, text


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TOLD), st.sampled_from(AGENCIES[:5]), st.sampled_from(PEOPLE[:6]))
def test_tone_marks_change_no_level_upwards(told: tuple[str, str], agency: str, people: str) -> None:
    expected, frame = told
    got = level(skeleton(frame.format(agency=agency, people=people)))
    assert RULES.order.get(got, -1) <= RULES.order[expected]


def without_marks(case: dict[str, object]) -> str:
    groups = [GivenGroup(**{**group, "actions": [skeleton(action) for action in group["actions"]]}) for group in case.get("groups", [])]  # type: ignore[attr-defined]
    return check_participation(RULES, groups, skeleton(str(case.get("description", "")))).level


def test_cases_without_tone_marks_keep_their_level() -> None:
    changed = [(case["id"], got, case["expect"]["level"]) for case in CASES if (got := without_marks(case)) != case["expect"]["level"]]
    assert len(changed) <= len(CASES) * 0.1, changed
    assert not [case for case in changed if RULES.order.get(case[1], -1) > RULES.order.get(case[2], -1)]


def test_what_was_typed_is_shown_back(rules: ParticipationRules) -> None:
    typed = "ชาวบานรวมออกแบบฝายกับกรม"
    (group,) = check_participation(rules, [], typed).groups
    (found,) = group.activities
    assert found.words == "รวมออกแบบ"
    assert typed[found.start : found.end] == found.words


@pytest.mark.parametrize("text", ["ชาวบ้านร่วมออกแบบ", "MOU 5 ฉบับ", ""])
def test_text_with_marks_or_without_thai_is_left_alone(text: str) -> None:
    assert not lacks_marks(text)


TWO_WORDS = Marks(["ร่วม", "แบบ"])


@given(st.text(alphabet="กขคงรวมอแบาิี่้็ 1a\n", max_size=60))
def test_places_follow_the_typed_text(text: str) -> None:
    restored = TWO_WORDS.restored(text)
    assert len(restored.places) == len(restored.text) + 1
    assert all(before <= after for before, after in pairwise(restored.places))
    assert re.sub("[็-์]", "", restored.text) == re.sub("[็-์]", "", text)
