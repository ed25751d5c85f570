"""Which categories a description asks about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.reading import ReadingRules, asked_categories


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ส่งขับเคลื่อนเห็นผลได้ไหม", ["tpsa.policy_driven"]),
        ("อยากลงประเภทนวัตกรรม", ["tpsa.innovation"]),
        ("จะขอ PMQA หมวด 2", ["pmqa.category_2"]),
        ("ขับเคลื่อนเห็นผล", ["tpsa.policy_driven"]),
        ("ลงนวัตกรรมการบริการ หรือบริการตอบโจทย์ตรงใจดีคะ", ["tpsa.innovation", "tpsa.needs_met"]),
        ("ขอรับรางวัลรายหมวด หมวด ๕ และหมวด ๒", ["pmqa.category_5", "pmqa.category_2"]),
        ("จะ submit บูรณาการข้อมูลในรูปแบบดิจิทัล กับ PMQA 4.0", ["tpsa.data_integration", "pmqa.v4"]),
        ("เคยได้รางวัลบริการภาครัฐ ประเภทนวัตกรรมการบริการ ระดับดี ปี 2564 จะส่งขยายผลมาตรฐานการบริการได้ไหม", ["tpsa.scale_up"]),
        ("เคยได้รางวัลบริการภาครัฐ ระดับดี ปี 2564 ขยายผลมาตรฐานการบริการส่งได้ไหม", ["tpsa.scale_up"]),
        ("ปีนี้ส่งนวัตกรรมการบริการไปแล้ว อยากส่งบริการตอบโจทย์ตรงใจอีก", ["tpsa.needs_met"]),
        ("ไม่ได้อยากลงขับเคลื่อนเห็นผล อยากลงร่วมใจแก้จน", ["tepga.poverty"]),
        ("กรมอื่นส่งนวัตกรรมการบริการ ส่วนเราจะส่งเปิดใจใกล้ชิดประชาชน", ["tepga.open_governance"]),
        ("ปีก่อนส่งนวัตกรรมการบริการ ปีนี้อยากลงสัมฤทธิ์ผลประชาชนมีส่วนร่วม", ["tepga.effective_participation"]),
        ("สงขับเคลือนเห็นผลไดไหม", ["tpsa.policy_driven"]),
        ("อยากยืน่บูรณาการขอ้มูลในรูปแบบดิจิทัล", ["tpsa.data_integration"]),
        ("ทำระบบเชื่อมข้อมูล มีคนใช้ดี", []),
        ("สวัสดีครับ", []),
        ("", []),
    ],
)
def test_categories_asked_about(rules: ReadingRules, text: str, asked: list[str]) -> None:
    assert list(asked_categories(rules, text)) == asked


@given(st.text(max_size=120))
def test_any_text_gives_categories_only_once(rules: ReadingRules, text: str) -> None:
    found = asked_categories(rules, text)
    assert len(set(found)) == len(found)
    assert set(found) <= rules.asked.categories
