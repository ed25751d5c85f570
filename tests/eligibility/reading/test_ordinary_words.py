"""How officials say it in memos, chats and corridors; and what only sounds like it, of which nothing may be read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistant.eligibility.facts import Span
from assistant.thai.dates import ThaiDate
from tests.eligibility.reading.conftest import Reader


def months(low: str, high: str | None = None) -> Span:
    return Span(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        # ---- in use
        ("ตู้ยืมหนังสือขึ้นระบบจริงมา 15 เดือนแล้ว", "months_in_use", months("15")),
        ("รถห้องสมุดออกวิ่งทุกสัปดาห์มาสามปีไม่เคยหยุด", "months_in_use", months("36")),
        ("สายด่วนนี้เดินเครื่องมาได้ 20 เดือน", "months_in_use", months("20")),
        ("แอปยังไม่ครบขวบเลยค่ะ", "months_in_use", months("0", "11")),
        ("ระบบนี้อีกสองเดือนจะครบปี", "months_in_use", months("0", "11")),
        ("ระบบจองสนามใช้มาตั้งแต่ก่อนโควิดแล้ว", "months_in_use", Span(Decimal(40), None)),
        ("โครงการเข้าปีที่สามแล้ว", "months_in_use", Span(Decimal(24), Decimal("35.99"))),
        ("เว็บยังไม่เปิดให้ใครใช้", "months_in_use", months("0")),
        ("ตอนนี้ยังอยู่ในช่วงทดสอบระบบ", "months_in_use", months("0")),
        ("ยังเป็นแค่ต้นแบบอยู่ค่ะ", "months_in_use", months("0")),
        ("ลงมือจริงตั้งแต่ 1 มิถุนายน 2565", "started_on", ThaiDate(2565, 6, 1)),
        ("ทำประจำทุกเดือนตั้งแต่ มีนาคม 2564", "started_on", ThaiDate(2564, 3)),
        ("เปิดให้เกษตรกรยืมเครื่องจริงเมื่อเดือนตุลาคม 2565", "started_on", ThaiDate(2565, 10)),
        # ---- awards
        ("ตู้ตรวจสุขภาพของเราได้ถ้วยรางวัลบริการภาครัฐ ระดับดี ปี 2565", "past_tpsa_award", "own"),
        ("เราคว้าโล่รางวัลบริการภาครัฐ ระดับดีเด่น ปี 2563", "past_tpsa_level", "excellent"),
        ("ได้รางวัลบริการภาครัฐ ประเภทขยายผลมาตรฐานการบริการ ระดับดี ปี 2563", "past_tpsa_category", "scale_up"),
        ("เคยได้รางวัลบริการภาครัฐ ระดับดี แต่มันปี 60 นะ", "past_tpsa_year", months("2560")),
        ("ได้รางวัลบริการภาครัฐปี 2564 แต่เป็นแค่ระดับชมเชย ไม่ถึงดีเด่น", "past_tpsa_level", "other"),
        ("จังหวัดข้างเคียงเป็นคนคิดและได้รางวัลบริการภาครัฐ ระดับดี ปี 2564 เรานำมาใช้", "past_tpsa_award", "other_agency"),
        ("เทศบาลอื่นเขาได้รางวัลบริการภาครัฐ ระดับดี ปี 2565 เราเอาของเขามาใช้ต่อ เราเองไม่เคยได้", "past_tpsa_award", "other_agency"),
        ("หน่วยงานเรายังไม่เคยขึ้นเวทีไหนเลย", "past_tpsa_award", "none"),
        ("หน่วยงานเรายังไม่เคยขึ้นเวทีไหนเลย", "same_form_as_winner", False),
        ("สถานีไม่เคยได้รับรางวัลใดมาก่อน", "same_form_as_winner", False),
        ("สำนักงานไม่เคยได้รางวัลจากงานลักษณะนี้", "same_form_as_winner", False),
        ("ทำแบบเดียวกันทุกอย่างกับที่เราเคยได้โล่รางวัลเมื่อปี 64 เปลี่ยนแต่ป้าย", "same_form_as_winner", True),
        ("คนละเรื่องกับที่เราเคยได้โล่เลยค่ะ", "same_form_as_winner", False),
        # ---- results
        ("คนไข้ตกนัดลดจาก 18% เหลือ 4%", "results_verified", True),
        ("สตง. มาตรวจแล้วว่าตัวเลขถูก", "results_verified", True),
        ("ตัวเลขผู้ใช้เปิดดูย้อนหลังได้ในเว็บ", "results_verified", True),
        ("จนป่านนี้ยังไม่มีตัวเลขเลย", "results_verified", False),
        ("เราไม่เคยเก็บสถิติ", "results_verified", False),
        # ---- new, pain, data
        ("เป็นที่แรกของประเทศที่ใช้โดรนหว่านเมล็ด", "new_way", True),
        ("ยังไม่มีเทศบาลไหนทำแบบนี้", "new_way", True),
        ("ในไทยไม่เคยมีมาก่อน", "new_way", True),
        ("ตัวนี้ first in Thailand", "new_way", True),
        ("ก็ทำเหมือนที่อื่น ๆ ทั่วไป", "new_way", False),
        ("แค่เอาแบบฟอร์มขึ้นเว็บ", "new_way", False),
        ("ชาวเกาะไม่ต้องนั่งเรือข้ามมาต่อทะเบียนอีก", "pain_point", True),
        ("เมื่อก่อนผู้ปกครองต้องลางานมาทั้งวัน เดี๋ยวนี้กดจองจากบ้านสองนาทีเสร็จ", "pain_point", True),
        ("คนที่เคยบ่นเรื่องคิวหายไปหมด", "pain_point", True),
        ("ของเดิมคนใช้ก็ไม่ได้เดือดร้อนอะไร", "pain_point", False),
        ("ข้อมูลวิ่งหากันเองระหว่างสามกรม", "data_integration", True),
        ("เราต่อ API กับทะเบียนราษฎร", "data_integration", True),
        # ---- policy
        ("นายกฯ สั่งการเรื่องนี้ลงมาเอง", "policy_link", True),
        ("เป็นเรื่องด่วนของรัฐบาล", "policy_link", True),
        ("ตามมติ ครม. เรื่องพลังงานสะอาด", "policy_link", True),
        ("งานนี้ไม่เกี่ยวกับนโยบายไหนเลย", "policy_link", False),
        ("จะลงด้านสังคม", "policy_sides", frozenset({"society"})),
        ("ช่วยกระตุ้นเศรษฐกิจฐานรากในพื้นที่", "policy_sides", frozenset({"economy"})),
        ("งานนี้ปราบปรามยาเสพติดในโรงเรียน", "policy_sides", frozenset({"security"})),
        # ---- what is sent, and by whom
        ("จะส่งเป็นภาพของทั้งมหาวิทยาลัย ทุกคณะ", "scope", "whole_organisation"),
        ("เล่าการให้บริการทุกงานของกรม", "scope", "service_processes"),
        ("เครื่องชั่งอันเดียวนี้ลงช่องไหนดี", "scope", "one_work"),
        ("ไม่ได้เล่าการบริหารทั้งกรม มีแค่ระบบเดียว", "scope", "one_work"),
        ("บริษัทของเราเป็นคนยื่น เทศบาลเป็นลูกค้าเฉย ๆ", "agency_kind", "private"),
        ("ผู้สมัครคือสหภาพแรงงาน", "agency_kind", "private"),
        ("สถาบันเป็นองค์การมหาชน", "agency_kind", "public_organisation"),
        ("คู่มือประชาชนฉบับกลางก็แขวนบนเว็บแล้ว", "citizen_manual", True),
        ("กฎหมายอำนวยความสะดวกเราก็ทำตามมาตลอด", "facilitation_act", True),
        # ---- participation, users, entered
        ("น้ำเสียเราแก้เองไม่มีทางไหว", "participation_needed", True),
        ("กรมทำเองคนเดียวก็เสร็จ", "participation_needed", False),
        ("อุบัติเหตุทั้งจังหวัดลดลง", "impact_level", "province"),
        ("ไข้เลือดออกลดลงทั่วประเทศ", "impact_level", "nation"),
        ("ใช้กันเองในกองสี่สิบคน", "users", frozenset({"staff"})),
        ("ปีนี้ยื่นประเภทนวัตกรรมการบริการไว้แล้ว", "entered_in", "tpsa.innovation"),
        ("กดส่งบริการตอบโจทย์ตรงใจไปละเมื่อวันจันทร์", "entered_in", "tpsa.needs_met"),
        # ---- words that are alike without their marks
        ("ก็ไม่ได้ช่วยอะไรใคร แค่ดูทันสมัยขึ้น", "pain_point", False),
        ("สถานีใช้จริงมา 2 ปี", "months_in_use", months("24")),
        ("ศูนย์ทอผ้าไหมเปิดใช้จริงมา 3 ปี", "months_in_use", months("36")),
        ("คลินิกหมอครอบครัวเปิดรักษาจริงมาปีกับอีกสี่เดือน", "months_in_use", months("16")),
        ("รูปแบบเดียวกับงานที่เราเคยชนะเมื่อปีก่อน", "same_form_as_winner", True),
        ("แม่ลูกอ่อนไม่ต้องอุ้มลูกมารอทั้งวันแล้ว", "pain_point", True),
        ("รางวัลบริการภาครัฐที่เราได้เมื่อปี 2564 อยู่ระดับดีเด่น", "past_tpsa_level", "excellent"),
        ("รวมบริการทั้ง 18 กระบวนงานของเทศบาลไว้ในใบสมัครเดียว", "scope", "service_processes"),
        ("คู่มือประชาชนกำลังร่างอยู่", "citizen_manual", False),
        ("ถ้าชาวบ้านไม่เอาด้วยก็ไม่สำเร็จ", "participation_needed", True),
        ("นโยบายรัฐบาลเรื่องนี้ไม่เกี่ยวกับงานเรา", "policy_link", False),
        # ---- no marks, marks astray, English
        ("ปีนียื่นนวตกรรมการบรการไปแลว", "entered_in", "tpsa.innovation"),
        ("คูมือประชาชนทำครบแลว", "citizen_manual", True),
        ("ชาวบานไมตองนังรอแลว", "pain_point", True),
        ("go live มา 14 months", "months_in_use", months("14")),
    ],
)
def test_ordinary_words(read: Reader, text: str, fact: str, value: Any) -> None:
    assert read(text).get(fact) == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # ---- lengths and dates of something else
        ("ท่อแตกมาสามเดือนแล้ว", "months_in_use"),
        ("กลิ่นเหม็นจนเปิดหน้าต่างไม่ได้มาสิบปี", "months_in_use"),
        ("กรมอื่นเขาทำระบบนี้มาตั้ง 5 ปีแล้ว", "months_in_use"),
        ("เริ่มลองกับหมู่บ้านเดียวตั้งแต่ปี 63", "started_on"),
        ("อีกสองปีผมจะเกษียณ", "months_in_use"),
        ("ถ้าใช้ครบขวบแล้วส่งได้ไหม", "months_in_use"),
        ("ศูนย์ข้าง ๆ เขาเปิดให้บริการมา 3 ปีแล้ว", "months_in_use"),
        # ---- awards that are no awards, or of others
        ("ผลงานนี้ยังไม่ได้รางวัลใด", "same_form_as_winner"),
        ("งานนี้ไม่เคยได้รางวัลอะไรเลย", "same_form_as_winner"),
        ("โครงการนี้ไม่เคยได้รับรางวัลใด", "same_form_as_winner"),
        ("ขอรับรางวัลบริการภาครัฐ ประเภทนวัตกรรมการบริการ ระดับดีเด่น", "past_tpsa_award"),
        ("อยากได้โล่รางวัลบริการภาครัฐบ้าง", "past_tpsa_award"),
        ("ไปดูเขารับรางวัลบริการภาครัฐมาสนุกดี ถ้าเราได้บ้างคงดี", "past_tpsa_level"),
        ("ไม่รู้ว่าคนละแบบกับที่เคยได้โล่หรือเปล่า", "same_form_as_winner"),
        ("ไม่เคยมีใครทำแบบนี้", "past_tpsa_award"),
        ("กรมเจ้าท่าเคยได้รางวัลบริการภาครัฐ ระดับดีเด่น ปี 2564 เรื่องตั๋วเรือ ของเราเป็นเรื่องรถ", "past_tpsa_award"),
        ("เราได้เหรียญทองงานแข่งขันระดับจังหวัด", "past_tpsa_award"),
        ("หัวหน้าคนเก่าเคยได้โล่ข้าราชการดีเด่น", "past_tpsa_level"),
        # ---- results that are none yet
        ("ตั้งเป้าลดจาก 30 วันเหลือ 5 วัน", "results_verified"),
        ("คาดว่าจะลดเวลารอจาก 60 นาทีเหลือ 10 นาที", "results_verified"),
        ("ระบบให้ประชาชนตรวจสอบสถานะคำขอได้", "results_verified"),
        ("ต้องมีผลที่ตรวจสอบได้ไหม", "results_verified"),
        # ---- new only in words
        ("บริษัทโฆษณาว่าเป็นเจ้าแรกของประเทศ", "new_way"),
        ("อยากเป็นที่แรกของประเทศ", "new_way"),
        ("ไม่มีใครใช้จริงจังเลย", "new_way"),
        ("เมื่อคืนไม่มีใครเฝ้าเวร คนนอกเข้ามาตัดต้นไม้ เราเลยทำรั้ว", "new_way"),
        ("ปีหน้าจะพลิกวิธีทำงานใหม่ทั้งหมด", "new_way"),
        ("สำนักงานเพิ่งทาสีใหม่", "new_way"),
        # ---- no pain taken away
        ("เจ้าหน้าที่ไม่ต้องพิมพ์ซ้ำแล้ว", "pain_point"),
        ("หวังว่าชาวบ้านจะไม่ต้องเดินทาง", "pain_point"),
        ("ร้อยละ 33 เหลือ 12", "pain_point"),
        ("ข้อมูลบนเว็บมีคนเข้าลดลง", "pain_point"),
        ("ภาพดาวเทียมก่อนหน้านี้ไม่ชัด ตอนนี้เหลือสองภาพ", "pain_point"),
        ("รอประกาศผลรางวัลอยู่", "pain_point"),
        # ---- data not joined
        ("อยากเชื่อมข้อมูลกับกรมที่ดิน", "data_integration"),
        ("ปีหน้าจะต่อ API กับทะเบียนราษฎร", "data_integration"),
        # ---- policy that is none
        ("ไม่แน่ใจว่าเป็นเรื่องด่วนของรัฐบาลหรือเปล่า", "policy_link"),
        ("นายก อบต. สั่งการให้ทำ", "policy_link"),
        ("ทำตามนโยบายของอธิบดี", "policy_link"),
        ("กำลังขอให้ ครม. มีมติ", "policy_link"),
        ("ถามว่านโยบายรัฐบาลแบบไหนถึงนับ", "policy_link"),
        ("จะลงด้านสังคมหรือด้านเศรษฐกิจดี", "policy_sides"),
        ("สำนักงานสังคมสงเคราะห์อยู่ติดกัน", "policy_sides"),
        ("หวังว่าจะกระตุ้นเศรษฐกิจชุมชนได้", "policy_sides"),
        # ---- not what is sent, not who applies
        ("ประตูหน้าสำนักงานเสีย", "scope"),
        ("คู่มือครบทุกกระบวนงาน", "scope"),
        ("เอกสารที่เคยกองเป็นตั้งหายไป", "agency_kind"),
        ("คู่ค้าเป็นกรมของรัฐ", "agency_kind"),
        ("กรมการขนส่งแค่มาช่วยอบรมให้", "agency_kind"),
        # ---- manual, act
        ("มีคู่มือประชาชนแค่ 3 งานจาก 20 งาน", "citizen_manual"),
        ("คู่มือการใช้เครื่องพิมพ์ทำครบแล้ว", "citizen_manual"),
        ("พ.ร.บ. อำนวยความสะดวกคืออะไร", "facilitation_act"),
        # ---- participation, impact
        ("คนเป็นหนี้กันทั้งจังหวัด", "impact_level"),
        ("ตั้งใจจะลดฝุ่นทั้งจังหวัด", "impact_level"),
        ("ต้องอาศัยความร่วมมือจากทุกฝ่ายไหม", "participation_needed"),
        # ---- not entered
        ("ปีก่อนยื่นนวัตกรรมการบริการไปแล้วไม่ผ่าน", "entered_in"),
        ("จะส่งขับเคลื่อนเห็นผลได้ยัง แล้ว PMQA ล่ะ", "entered_in"),
        ("กองอื่นส่งนวัตกรรมการบริการไปแล้ว", "entered_in"),
        ("ถ้าส่งนวัตกรรมการบริการไปแล้วจะแก้ได้ไหม", "entered_in"),
    ],
)
def test_what_only_sounds_like_it_says_nothing(read: Reader, text: str, fact: str) -> None:
    assert fact not in read(text)
