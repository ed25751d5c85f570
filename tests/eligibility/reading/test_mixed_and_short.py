"""English among the Thai words, questions of one line, and long stories that speak of other things too."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.eligibility.facts import Span, Value
from assistant.thai.dates import ThaiDate
from tests.eligibility.reading.conftest import Reader


def plain(value: Value | None) -> Any:
    """A value as a test writes it: an exact number as a number, several values as a list, a date as its words."""
    if isinstance(value, Span):
        return int(value.low)
    if isinstance(value, ThaiDate):
        return str(value)
    return sorted(value) if isinstance(value, frozenset) else value


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("launch เมื่อ Nov 2022 usage ขึ้น 40%", "started_on", "พฤศจิกายน 2565"),
        ("launch เมื่อ Nov 2022 usage ขึ้น 40%", "results_verified", True),
        ("platform started in January 2023", "started_on", "มกราคม 2566"),
        ("ได้ TPSA award ระดับดีเด่น year 2019", "past_tpsa_year", 2562),
        ("ได้ TPSA ระดับดี ปี 2021", "past_tpsa_year", 2564),
        ("เพิ่ง launch 3 months", "months_in_use", 3),
        ("ระบบ not yet launched", "months_in_use", 0),
        ("ตอนนี้ยัง still pilot อยู่", "months_in_use", 0),
        ("result ยังวัดไม่ได้ no data เลยค่ะ", "results_verified", False),
        ("มี KPI before/after ชัดเจน", "results_verified", True),
        ("ช่วยลด waiting time ให้ประชาชน จาก 2 hr เหลือ 15 min", "results_verified", True),
        ("ช่วยลด waiting time ให้ประชาชน", "pain_point", True),
        ("ผู้ประกอบการไม่ต้อง walk-in มาที่กรม", "pain_point", True),
        ("integrate data กับ 3 หน่วยงาน via API", "data_integration", True),
        ("ระบบ share data ระหว่างกรมที่ดินกับกรมสรรพากร", "data_integration", True),
        ("ยังไม่มี API เชื่อมกับใคร", "data_integration", False),
        ("project นี้ align กับ national agenda", "policy_link", True),
        ("ส่งขับเคลื่อนเห็นผล ด้าน economy", "policy_sides", ["economy"]),
        ("ด้าน environment", "policy_sides", ["environment"]),
        ("เป็น new approach ของเรา", "new_way", True),
        ("manual ประชาชนยังไม่ done", "citizen_manual", False),
        ("มี citizen manual ครบทุกงาน", "citizen_manual", True),
        ("เป็น state enterprise ค่ะ", "agency_kind", "state_enterprise"),
        ("รพ.รัฐ develop ระบบ telemedicine", "agency_kind", "hospital"),
        ("copy model จากต่างประเทศมา apply ใช้", "own_idea", "adapted"),
        ("ใช้ internal สำหรับ staff ของกรมเท่านั้น", "users", ["staff"]),
        ("PMQA category 5 กรมเรา", "management_focus", "workforce"),
        ("ปีนี้ submit ประเภท innovation ไปแล้ว", "entered_in", "tpsa.innovation"),
        ("impact ระดับ province", "impact_level", "province"),
    ],
)
def test_english_among_thai(read: Reader, text: str, fact: str, value: Any) -> None:
    assert plain(read(text).get(fact)) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PMQA หมวด 4 กรมเรา", {"agency_kind": "department", "management_focus": "knowledge"}),
        ("PMQA 4.0 จังหวัดเรา", {"agency_kind": "province", "management_focus": "government_4_0"}),
        ("PMQA ดีเด่น ทั้งองค์กร", {"scope": "management", "management_focus": "overall"}),
        ("มูลนิธิ ส่ง TEPGA", {"agency_kind": "private"}),
        ("บริษัทเอกชน ส่งนวัตกรรม", {"agency_kind": "private"}),
        ("รร.เอกชน ส่งเลิศรัฐได้ไหม", {"agency_kind": "private"}),
        ("ส่งในนามกอง อำนวยความสะดวก", {"agency_kind": "sub_unit"}),
        ("อบต. อำนวยความสะดวก มีคู่มือ", {"agency_kind": "local_government", "citizen_manual": True}),
        ("เทศบาล แอปแจ้งเหตุ ลดรอคิว", {"agency_kind": "local_government", "scope": "one_work", "pain_point": True}),
        ("ภาพรวมทั้งกรม อำนวยความสะดวก", {"agency_kind": "department", "scope": "service_processes"}),
        ("TPSA ดี 64 ขยายผล", {"past_tpsa_award": "own", "past_tpsa_level": "good", "past_tpsa_year": 2564}),
        ("TPSA ดีเด่นปี 60 ขยายผลได้มั้ย", {"past_tpsa_award": "own", "past_tpsa_level": "excellent", "past_tpsa_year": 2560}),
        ("ไม่เคยได้รางวัล ลงขยายผล", {"past_tpsa_award": "none", "same_form_as_winner": False}),
        ("ซ้ำกับที่เคยได้รางวัล ขับเคลื่อนเห็นผล", {"same_form_as_winner": True}),
        ("ไม่มีตัวเลขผลลัพธ์ ขับเคลื่อนเห็นผล", {"results_verified": False}),
        ("6 เดือนเอง ส่งขับเคลื่อนเห็นผลทันมั้ย", {"months_in_use": 6}),
        ("ครบปีพอดี ขับเคลื่อนเห็นผล", {"months_in_use": 12}),
        ("ระดับหมู่บ้าน ลงสัมฤทธิ์ผล", {"impact_level": "below"}),
        ("เคยได้ดีเด่น 63 ขยายผลต่อ ส่งได้ไหม", {}),
    ],
)
def test_one_line(read: Reader, text: str, told: dict[str, Any]) -> None:
    values = {fact: plain(value) for fact, value in read(text).items()}
    values.pop("past_tpsa_category", None)
    assert values == told


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("เปิดใช้จริงเมื่อ 1 พฤษภาคม 2565 ปีหน้าจะทำระบบเชื่อมข้อมูลด้วย แต่ยังไม่ได้เริ่ม", "months_in_use", None),
        ("ใช้มา 1 ปี 2 เดือนแล้ว คณะวิศวะจะทำแอปอีกตัวในปี 2568 แต่ยังเป็นแค่แผน", "months_in_use", 14),
        ("ใช้มา 1 ปี 2 เดือนแล้ว คณะวิศวะจะทำแอปอีกตัวในปี 2568 แต่ยังเป็นแค่แผน", "started_on", None),
        ("ใช้งบ 12 ล้านบาท ส่วนปี 2561 เคยได้ PMQA หมวด 3 ด้วย", "started_on", None),
        ("ทำกันมา 2 ปีกว่าจะเสร็จ", "months_in_use", None),
        ("เพื่อนที่อยู่อำเภออื่นซึ่งทำมา 4 ปีแล้วบอกว่าต้องต่อเนื่อง", "months_in_use", None),
        ("เราทำคู่มือสำหรับประชาชนครบ 18 กระบวนงานแล้ว เพื่อนบอกว่าของเขายังไม่มีคู่มือเลย", "citizen_manual", True),
        ("จังหวัดข้าง ๆ ก็เคยได้รางวัลดีเด่นปี 2560 มาแล้ว ของเราไม่เคยได้รางวัลบริการภาครัฐเลย", "past_tpsa_award", "none"),
        ("ใช้มาตั้งแต่ 2559 ซึ่งเคยได้รางวัลบริการภาครัฐระดับดีเด่นไปตอนปี 2561 แล้ว", "past_tpsa_year", 2561),
        ("ศูนย์ของเราซึ่งเป็นหน่วยงานภายในกรม อยากส่งในนามศูนย์เอง เพราะกรมบอกว่าเขาจะส่งเรื่องอื่น", "agency_kind", "sub_unit"),
        ("กองของเราอยู่ในกรมชลประทาน แต่ตั้งใจจะสมัครในนามกรม", "agency_kind", "department"),
        ("เทศบาลของเราทำระบบ คนใช้ก็มีแต่เจ้าหน้าที่กองคลัง", "agency_kind", "local_government"),
        ("กรมเราส่ง PMQA หมวด 6 มีระบบคุณภาพ ISO ครบ 22 กระบวนการ", "scope", None),
    ],
)
def test_asides_of_a_long_story(read: Reader, text: str, fact: str, value: Any) -> None:
    assert plain(read(text).get(fact)) == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("บริษัทส่งข้อมูลให้กรมเรา", "agency_kind"),
        ("มูลนิธิส่งอาสามาช่วย", "agency_kind"),
        ("มีอีก 4 กรม ใช้ระบบนี้", "agency_kind"),
        ("ปีหน้าจะลดคิว", "pain_point"),
        ("อยากลด waiting time", "pain_point"),
        ("plan จะ integrate data กับ DOPA ปีหน้า", "data_integration"),
        ("target คือ usage ขึ้น 40%", "results_verified"),
        ("ด้าน security ของระบบแข็งแรง", "policy_sides"),
        ("ด้าน social media ของเรา", "policy_sides"),
        ("feature ใหม่ not yet launched", "months_in_use"),
        ("กรมอื่น still pilot อยู่", "months_in_use"),
        ("จะ launch อีก 3 months", "months_in_use"),
        ("รอ 6 เดือนเอง", "months_in_use"),
        ("อยากได้ TPSA ดี ๆ สักครั้ง", "past_tpsa_award"),
        ("TPSA ดียังไง", "past_tpsa_level"),
        ("กรมไหนไม่มีคู่มือ อำนวยความสะดวก ส่งได้ไหม", "agency_kind"),
        ("ต้องมีคู่มือ อำนวยความสะดวก", "citizen_manual"),
        ("มีคู่มือการใช้งานระบบ", "citizen_manual"),
        ("ไม่ได้ copy model จากต่างประเทศ", "own_idea"),
        ("ปีหน้า new approach จะมา", "new_way"),
        ("เคยได้ PMQA ทั้งองค์กร", "scope"),
    ],
)
def test_what_is_not_said_is_not_read(read: Reader, text: str, fact: str) -> None:
    assert read(text).get(fact) is None
