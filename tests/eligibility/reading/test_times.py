"""Time in use, day of beginning, day to count to: told apart by what governs them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.facts import Span
from assistant.thai.dates import ThaiDate
from assistant.thai.digits import to_thai
from tests.eligibility.reading.conftest import Reader

UNDER = Decimal("0.01")


def months(low: str, high: str | None = None) -> Span:
    return Span(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("ใช้มา 2 ปี 3 เดือน", months("27")),
        ("เปิดให้บริการมาแล้วปีครึ่ง", months("18")),
        ("ดำเนินการมาแล้ว ๑๘ เดือน", months("18")),
        ("ดำเนินการต่อเนื่องทุกเดือนมาแล้ว 3 ปี", months("36")),
        ("โครงการนี้ทำมาสามปีแล้ว", months("36")),
        ("ระบบคิว 2 ปีแล้ว", months("24")),
        ("ใช้จริงแค่ครึ่งปี", months("6")),
        ("ใช้มาแล้วปีเศษ", Span(Decimal(12), Decimal(24) - UNDER)),
        ("ทำมาเกือบสองปี", Span(Decimal(18), Decimal(24) - UNDER)),
        ("ทำมาไม่ถึงปีค่ะ", Span(Decimal(0), Decimal(12) - UNDER)),
        ("ใช้มานานหลายปีแล้ว", Span(Decimal(24), None)),
        ("ทำมาแล้ว 3 ปีงบประมาณ", months("24", "36")),
        ("ดำเนินการเป็นปีที่ 3 แล้ว", Span(Decimal(24), Decimal(36) - UNDER)),
        ("เปิดใช้เมื่อ 2 ปีก่อน", months("24")),
        ("ทำไปแล้ว 1 ปี 6 เดือน", months("18")),
        ("used for 20 months by citizens", months("20")),
        ("ทดลองใช้มา 1 ปี ใช้จริง 6 เดือน", months("6")),
        ("พัฒนาระบบมา 2 ปี เพิ่งเปิดใช้ 3 เดือน", months("3")),
        ("หน่วยงานตั้งมา 30 ปี ระบบนี้เพิ่งทำ 5 เดือน", months("5")),
        ("ใช้เวลาพัฒนา 8 เดือน ตอนนี้ใช้มาแล้ว 14 เดือน", months("14")),
        ("ลดเวลาจาก 30 วันเหลือ 3 วัน ทำมาแล้ว 2 ปี", months("24")),
        ("โครงการเราเพิ่งเปิดเมื่อเดือนที่แล้วเองค่ะ", months("0", "2")),
        ("ตอนนี้ระบบยังไม่ได้ใช้จริงนะคะ", months("0")),
        ("แอปอยู่ระหว่างพัฒนา", months("0")),
        ("ปีหน้าจะเปิดใช้", months("0")),
        ("แจ้งว่าทำมา 2 ปี แต่จริง ๆ แล้ว 10 เดือน", months("10")),
    ],
)
def test_time_in_use(read: Reader, text: str, span: Span) -> None:
    assert read(text)["months_in_use"] == span


@pytest.mark.parametrize(
    "text",
    [
        "ลดเวลาจาก 30 วันเหลือ 3 วัน",
        "รับฟังความคิดเห็นเป็นระยะเวลา 15 วัน",
        "ตามแผน 5 ปี",
        "ย้อนหลัง 3 ปี",
        "ต้องไม่น้อยกว่า 1 ปีใช่ไหม",
        "เด็กอายุ 12-14 ปี",
        "ผู้ใช้พอใจ 3 ปีซ้อน",
        "ถ้าทำมา 8 เดือนส่งได้มั้ย",
        "สมมติว่าใช้จริงครบหนึ่งปีแล้ว",
        "ผมอยู่กองทะเบียนมา 22 ปี",
        "ลิฟต์เสียมาสามเดือนแล้ว",
        "รอคิวนาน 2 เดือน",
        "ภายใน 1 ปีมีผู้ใช้ 2 แสนคน",
        "นำร่องมา 1 ปี",
        "โครงการระยะเวลา 3 ปี (2564-2566)",
        "ทำมา 2 ปี ทำมา 3 ปี",
        "ผู้ใช้ 2550 คน ปี",
    ],
)
def test_other_lengths_are_no_time_in_use(read: Reader, text: str) -> None:
    assert "months_in_use" not in read(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("เริ่มใช้ 1 พ.ย. 2565", ThaiDate(2565, 11, 1)),
        ("เปิดระบบเมื่อ ต.ค. 65", ThaiDate(2565, 10)),
        ("ทำมาตั้งแต่ปี 64", ThaiDate(2564, 0)),
        ("โครงการนี้เริ่มตั้งแต่ปีงบประมาณ 2564", ThaiDate(2563, 10)),
        ("เปิดใช้จริงปลายปี 2565 คนใช้หกพันคน", ThaiDate(2565, 0)),
        ("เริมใชเมือ ม.ค. ๒๕๖๖", ThaiDate(2566, 1)),
        ("เริ่มคิดเมื่อปี 2562 เริ่มพัฒนา 2563 ใช้จริง 2565", ThaiDate(2565, 0)),
        ("ตั้งแต่ปี 2564 เราเปิดใช้ระบบจองคิว", ThaiDate(2564, 0)),
        ("we launched the e-service in march 2022", ThaiDate(2565, 3)),
    ],
)
def test_day_of_beginning(read: Reader, text: str, date: ThaiDate) -> None:
    assert read(text)["started_on"] == date


@pytest.mark.parametrize(
    "text",
    [
        "พ.ร.บ. การอำนวยความสะดวกฯ พ.ศ. 2558",
        "คาดว่าจะเปิดใช้ในปี 2568",
        "ได้รับรางวัลบริการภาครัฐ ประเภทยกระดับการอำนวยความสะดวกในการให้บริการ เมื่อปี 2565",
        "เซ็น MOU เมื่อปี 2564",
        "เริ่มทดลองใช้เมื่อ ม.ค. 66",
        "หน่วยงานก่อตั้งเมื่อปี 2540",
        "จัดประชุมรับฟังความคิดเห็นครั้งเดียวเมื่อปี 2565 แล้วก็จบไปเลยค่ะ",
    ],
)
def test_other_dates_begin_nothing(read: Reader, text: str) -> None:
    assert "started_on" not in read(text)


def test_day_to_count_to(read: Reader) -> None:
    assert read("เริ่มใช้จริงวันที่ 10 มีนาคม 2566 ขอให้นับถึงวันที่ 31 มีนาคม 2567") == {
        "started_on": ThaiDate(2566, 3, 10),
        "counted_on": ThaiDate(2567, 3, 31),
    }
    assert read("ดำเนินการตั้งแต่ 1 ต.ค. 64 ข้อมูล ณ วันที่ 30 ก.ย. 66")["counted_on"] == ThaiDate(2566, 9, 30)


@given(st.integers(1, 60), st.sampled_from(["เดือน", "ปี"]), st.sampled_from(["ใช้มา {}", "ดำเนินการมาแล้ว {}", "ใช้จริง {}", "เปิดให้บริการมา {}", "ทำมา {}แล้ว"]))
def test_thai_digits_equal_arabic_ones(read: Reader, number: int, unit: str, frame: str) -> None:
    text = frame.format(f"{number} {unit}")
    assert read(to_thai(text)) == read(text)
    assert read(text)["months_in_use"] == Span.exact(Decimal(number * (12 if unit == "ปี" else 1)))


@given(st.integers(1, 60), st.sampled_from(["ถ้าใช้มา {} เดือน", "ต้องใช้มา {} เดือนใช่ไหม", "ทดลองใช้มา {} เดือน", "ไม่แน่ใจว่าใช้มา {} เดือน", "สมมติว่าใช้จริง {} เดือน"]))
def test_doubtful_and_trial_times_are_not_read(read: Reader, number: int, frame: str) -> None:
    assert "months_in_use" not in read(frame.format(number))
