"""Plain cues: what is stated, denied, planned, asked; names of awards and questions say nothing of the work."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.eligibility.reading.conftest import Reader


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("เราทำคู่มือประชาชนครบ 45 กระบวนงาน", "citizen_manual", True),
        ("คู่มือสำหรับประชาชนมาตรฐานกลางก็ทำเสร็จประกาศแล้ว", "citizen_manual", True),
        ("คู่มือยังไม่เสร็จ", "citizen_manual", False),
        ("ยังไม่มีคู่มือสำหรับประชาชน", "citizen_manual", False),
        ("คู่มือประชาชนกำลังจัดทำ คาดว่าเสร็จเดือนหน้า", "citizen_manual", False),
        ("ทำตาม พรบ.อำนวยความสะดวก แล้ว", "facilitation_act", True),
        ("เราไม่ต้องทำตาม พ.ร.บ. อำนวยความสะดวก", "facilitation_act", False),
        ("ไม่เคยมีหน่วยงานไหนในไทยทำมาก่อน", "new_way", True),
        ("ผลงานนำนวตกรรมมาใช้เปนรูปแบบใหม่", "new_way", True),
        ("ไม่ได้มีนวัตกรรมอะไรใหม่หรอกครับ", "new_way", False),
        ("แก้ปัญหาเอกสารเยอะให้ชาวบ้าน", "pain_point", True),
        ("ชาวบ้านไม่ต้องเดินทางมาเอง", "pain_point", True),
        ("ผลงานนี้ไม่ได้แก้ปัญหาอะไรให้ผู้รับบริการหรอกครับ", "pain_point", False),
        ("เชื่อมโยงฐานข้อมูลกับ 5 กรม ผ่าน API", "data_integration", True),
        ("ตอนนี้ยังไม่ได้เชื่อมโยงข้อมูลกับใคร", "data_integration", False),
        ("ตอบสนองนโยบายรัฐบาลด้านสังคมและเศรษฐกิจ", "policy_sides", frozenset({"society", "economy"})),
        ("ไม่ได้เป็นนโยบายรัฐบาล เป็นนโยบายของผู้ว่าฯ", "policy_link", None),
        ("ลดเวลาซ่อมจาก ๔๕ วันเหลือ ๗ วัน", "results_verified", True),
        ("ยังไม่ได้เก็บตัวเลขใด ๆ", "results_verified", False),
        ("ผลเกิดทั้งจังหวัด", "impact_level", "province"),
        ("ขยายผลไปแล้ว 77 จังหวัด", "impact_level", "nation"),
        ("ผลก็อยู่แค่หมู่บ้านเดียว", "impact_level", "below"),
        ("หน่วยงานทำเองลำพังไม่ได้", "participation_needed", True),
        ("ไม่จำเป็นต้องใช้การมีส่วนร่วมเลย", "participation_needed", False),
        ("มุ่งแก้ความยากจนเป็นหลัก", "poverty_work", True),
        ("งานนี้ไม่ใช่การขยายผลหรือต่อยอดจากงานเดิม", "replicates", False),
        ("จุดเด่นที่สุดคือเชื่อมข้อมูล", "strongest_in", "data_integration"),
        ("จุดเด่นที่สุดของเราคือการให้ประชาชนมีส่วนร่วม", "strongest_in", "participation"),
        ("เป็นภาพรวมทั้งองค์กรของการเปิดเผยข้อมูล", "scope", "whole_organisation"),
        ("จะส่งเป็นภาพรวมกระบวนการทั้งกรม", "scope", "service_processes"),
        ("ระบบบริหารจัดการทั้งองค์การตามเกณฑ์ PMQA", "scope", "management"),
        ("ระบบ e-Permit ระบบเดียวของกรม ไม่ใช่ภาพรวมทุกกระบวนงาน", "scope", "one_work"),
        ("ส่ง PMQA หมวด 4 การจัดการความรู้", "management_focus", "knowledge"),
        ("ขอรับรางวัล PMQA 4.0", "management_focus", "government_4_0"),
        ("หน่วยงานเราไม่ได้สมัคร PMQA", "pmqa_application", False),
        ("ปีนี้สมัคร PMQA ด้วยค่ะ", "pmqa_application", True),
        ("ประชาชนจองคิวเองผ่านแอป", "users", frozenset({"public"})),
        ("ใช้ภายในกรมเท่านั้น", "users", frozenset({"staff"})),
        ("ให้ผู้ประกอบการยื่นคำขอออนไลน์", "digital_service", True),
        ("ไม่ใช่บริการแบบ e-Service", "digital_service", False),
        ("เราคิดขึ้นมาเองทั้งหมด ไม่ได้ลอกใคร", "own_idea", "own"),
        ("ประยุกต์มาจากต้นแบบของญี่ปุ่น", "own_idea", "adapted"),
        ("ผ่านการรับรองมาตรฐาน ISO 9001 แล้ว", "earlier_facilitation_prize", True),
        ("ไม่สอดคล้องกับภารกิจของหน่วยงานเรา", "mission_fit", False),
        ("งบก็ของกระทรวง", "budget_owner", "ministry"),
        ("กรมเป็นผู้ดำเนินการหลัก", "main_operator", "department"),
    ],
)
def test_cues(read: Reader, text: str, fact: str, value: Any) -> None:
    assert read(text).get(fact) == value


@pytest.mark.parametrize(
    "text",
    [
        "ส่งนวัตกรรมการบริการได้ไหม",
        "ประเภทบูรณาการข้อมูลในรูปแบบดิจิทัล ต้องทำอะไรบ้าง",
        "ขับเคลื่อนเห็นผล",
        "ร่วมใจแก้จน มีเกณฑ์อะไร",
        "ไม่แน่ใจว่ามีคู่มือสำหรับประชาชนไหม",
        "ถ้ามีผลลัพธ์ที่ตรวจสอบได้แล้วส่งได้ไหม",
        "ต้องมีคู่มือสำหรับประชาชนไหม",
        "คู่มือสำหรับประชาชนต้องครบทุกกระบวนงานไหม",
        "อยากรู้ว่านวัตกรรมต้องคิดเองไหม หรือเอาต้นแบบของที่อื่นมาประยุกต์ใช้ได้",
        "ต้องครบ 4 ด้านหรือเลือกด้านใดด้านหนึ่ง",
        "สมัคร PMQA ต้องมีอะไรบ้าง",
        "ต้องเกี่ยวกับนโยบายรัฐบาลไหม",
        "เห็นกรมข้าง ๆ เขามี chatbot รูปแบบใหม่กันหมดแล้ว",
        "",
        "สวัสดีครับ",
        "ขอสอบถามเรื่องรางวัลเลิศรัฐครับ",
    ],
)
def test_names_questions_and_conditions_say_nothing(read: Reader, text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("stated", "fact"),
    [
        ("มีคู่มือสำหรับประชาชนมาตรฐานกลางแล้ว", "citizen_manual"),
        ("เป็นการทำในรูปแบบใหม่", "new_way"),
        ("เชื่อมโยงฐานข้อมูลกับกรมที่ดิน", "data_integration"),
        ("สอดคล้องกับนโยบายรัฐบาล", "policy_link"),
        ("มีผลสำเร็จเป็นรูปธรรมที่ตรวจสอบได้", "results_verified"),
        ("ดำเนินงานตามพระราชบัญญัติการอำนวยความสะดวก", "facilitation_act"),
        ("สอดคล้องกับภารกิจของหน่วยงาน", "mission_fit"),
        ("ได้รับรองมาตรฐาน", "earlier_facilitation_prize"),
    ],
)
@pytest.mark.parametrize("frame", ["ไม่ได้{}", "ยังไม่ได้{}", "ถ้า{}", "ไม่แน่ใจว่า{}", "สมมติว่า{}", "{}หรือไม่", "ต้อง{}ไหม"])
def test_denied_and_doubtful_cues_never_give_the_stated_value(read: Reader, stated: str, fact: str, frame: str) -> None:
    assert read(stated)[fact] is True
    assert read(frame.format(stated.removeprefix("มี") if frame.endswith("ได้{}") else stated)).get(fact) is not True


@given(st.sampled_from(["ใช้จริงมา 2 ปี", "มีคู่มือสำหรับประชาชนแล้ว", "อบต.จัดเวทีรับฟัง", "ไม่เคยได้รางวัลอะไรเลย"]), st.integers(0, 5), st.integers(0, 5))
def test_surrounding_spaces_change_nothing(read: Reader, text: str, before: int, after: int) -> None:
    assert read(" " * before + text + "\n" * after) == read(text)


@given(st.sampled_from(["่", "้", "๊", "๋", "์"]), st.sampled_from(["มีคู่มือสำหรับประชาชนแล้ว", "เชื่อมโยงข้อมูลแล้ว", "เป็นรูปแบบใหม่", "ทำตามนโยบายรัฐบาล"]))
def test_missing_tone_marks_change_nothing(read: Reader, mark: str, text: str) -> None:
    assert read(text.replace(mark, "")) == read(text)
