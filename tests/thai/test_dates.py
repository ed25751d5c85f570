"""Dates of the Buddhist era."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.thai.dates import ERA_OFFSET, MONTHS, ThaiDate, date_spans, find_dates, find_moments, print_range
from assistant.thai.digits import to_thai

DAYS = st.dates(datetime.date(1958, 1, 1), datetime.date(2056, 12, 31)).map(lambda d: ThaiDate(d.year + ERA_OFFSET, d.month, d.day))  # 2501–2599
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")


@given(DAYS)
def test_printed_dates_are_found_again(date: ThaiDate) -> None:
    assert find_dates(f"ปิดรับสมัคร {date} ใช่ไหม", 2567) == [date]
    assert find_dates(to_thai(str(date)), 2567) == [date]


@given(DAYS)
def test_iso_dates_round_trip(date: ThaiDate) -> None:
    assert ThaiDate.parse_iso(f"{date.year:04d}-{date.month:02d}-{date.day:02d}") == date
    month = ThaiDate.parse_iso(f"{date.year:04d}-{date.month:02d}")
    assert month.day == 0
    assert month < date <= month.last_day


@given(DAYS, st.sampled_from(["/", "-"]), st.booleans())
def test_slashed_dates_in_both_digits(date: ThaiDate, mark: str, thai: bool) -> None:
    text = f"{date.day}{mark}{date.month}{mark}{date.year}"
    assert find_dates(to_thai(text) if thai else text, 2567) == [date]


@given(DAYS)
def test_short_months_and_short_years(date: ThaiDate) -> None:
    year, month = f"{date.year % 100:02d}", SHORT_MONTHS[date.month - 1]
    for text in (f"{date.day} {month} {year}", f"{date.day} {month.replace('.', '')}{year}", f"{date.day}/{date.month}/{year}"):
        assert find_dates(text, 2567) == [date]


@given(DAYS)
def test_a_day_without_a_year_gets_the_rounds_year(date: ThaiDate) -> None:
    day = min(date.day, 28)
    assert find_dates(f"ส่งวันที่ {day} {MONTHS[date.month - 1]} ทันไหม", 2567) == [ThaiDate(2567, date.month, day)]


@given(DAYS)
def test_years_of_the_christian_era_are_moved(date: ThaiDate) -> None:
    assert find_dates(f"{date.day} {MONTHS[date.month - 1]} {date.year - ERA_OFFSET}", 2567) == [date]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("28 กุมภา", ["28 กุมภาพันธ์ 2567"]),
        ("๒๘ กุมภาพันธ์ พ.ศ. ๒๕๖๗", ["28 กุมภาพันธ์ 2567"]),
        ("15 January 2024", ["15 มกราคม 2567"]),
        ("28 feb", ["28 กุมภาพันธ์ 2567"]),
        ("28 FEB 2567", ["28 กุมภาพันธ์ 2567"]),
        ("ปิด 31/3/67 หรือ 28 ก.พ. 67", ["31 มีนาคม 2567", "28 กุมภาพันธ์ 2567"]),
        ("29 ก.พ. 67", ["29 กุมภาพันธ์ 2567"]),  # 2024 is a leap year
        ("ได้ 85 คะแนน ปี 2567", []),
        ("PMQA 4.0 หมวด 7.1", []),
        ("ม.ค. 67", []),  # a month is no day
    ],
)
def test_dates_as_staff_type_them(text: str, found: list[str]) -> None:
    assert [str(date) for date in find_dates(text, 2567)] == found


@pytest.mark.parametrize(
    "text", ["31 กุมภาพันธ์ 2567", "30 ก.พ. 67", "29 ก.พ. 66", "31 เมษายน 2567", "๓๑/๔/๒๕๖๗", "0 มกราคม 2567", "45 มีนาคม", "1/13/2567", "1/0/67"]
)
def test_impossible_days_are_left_out(text: str) -> None:
    assert find_dates(text, 2567) == []


@given(st.text(st.sampled_from("0123456789๐๑๒๓๔๕๖๗๘๙/-. มกราคมพ.ศ."), max_size=40))
def test_every_date_found_exists(text: str) -> None:
    for date in find_dates(text, 2567):
        assert datetime.date(date.year - ERA_OFFSET, date.month, date.day)


@given(DAYS, st.text(st.sampled_from("กขคง "), max_size=10))
def test_spans_point_at_the_date(date: ThaiDate, before: str) -> None:
    text = f"{before} {date} และ 85 คะแนน"
    [(start, end)] = date_spans(text)
    assert text[start:end] == str(date)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2567-02-30", "has no day 30"),
        ("2566-02-29", "has no day 29"),
        ("2567-13", "no month 13"),
        ("2567-00", "no month 0"),
        ("2567-01-00", "has no day 0"),
        ("2024-02-28", "Buddhist era"),
        ("28/02/2567", "form 2567-02-28"),
        ("2567-2-8", "form 2567-02-28"),
        ("", "form 2567-02-28"),
    ],
)
def test_a_wrong_date_of_a_file_is_named(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        ThaiDate.parse_iso(text)


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (None, ThaiDate(2567, 8, 31), "31 สิงหาคม 2567"),
        (ThaiDate(2567, 2, 13), ThaiDate(2567, 2, 13), "13 กุมภาพันธ์ 2567"),
        (ThaiDate(2566, 12, 13), ThaiDate(2566, 12, 14), "13–14 ธันวาคม 2566"),
        (ThaiDate(2567, 1, 5), ThaiDate(2567, 2, 28), "5 มกราคม – 28 กุมภาพันธ์ 2567"),
        (ThaiDate(2566, 12, 22), ThaiDate(2567, 1, 15), "22 ธันวาคม 2566 – 15 มกราคม 2567"),
        (ThaiDate(2567, 6), ThaiDate(2567, 7), "มิถุนายน – กรกฎาคม 2567"),
    ],
)
def test_ranges_say_what_they_share_once(start: ThaiDate | None, end: ThaiDate, printed: str) -> None:
    assert print_range(start, end) == printed


@given(DAYS, DAYS)
def test_a_printed_range_holds_both_ends(first: ThaiDate, second: ThaiDate) -> None:
    start, end = sorted((first, second))
    printed = print_range(start, end)
    assert printed.endswith(str(end)) or printed.endswith(f"–{end}")
    assert str(start.day) in printed
    assert MONTHS[start.month - 1] in printed
    assert str(start.year) in printed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("เริ่มใช้ 1 พ.ย. 2565", [(ThaiDate(2565, 11, 1), "1 พ.ย. 2565")]),
        ("เปิดระบบเมื่อ ต.ค. 65", [(ThaiDate(2565, 10), "ต.ค. 65")]),
        ("เดือน พ.ย. 65", [(ThaiDate(2565, 11), "เดือน พ.ย. 65")]),
        ("พฤศจิกายน2565", [(ThaiDate(2565, 11), "พฤศจิกายน2565")]),
        ("มค.65", [(ThaiDate(2565, 1), "มค.65")]),
        ("เดือนมีนาคม ปี 65", [(ThaiDate(2565, 3), "เดือนมีนาคม ปี 65")]),
        ("11/2565", [(ThaiDate(2565, 11), "11/2565")]),
        ("1/11/65", [(ThaiDate(2565, 11, 1), "1/11/65")]),
        ("ตั้งแต่ปี 64", [(ThaiDate(2564, 0), "ปี 64")]),
        ("ตั้งแต่ 2563 เรา", [(ThaiDate(2563, 0), "2563")]),
        ("ปีงบ 2565", [(ThaiDate(2564, 10), "ปีงบ 2565")]),
        ("ปีงบประมาณ พ.ศ. 65", [(ThaiDate(2564, 10), "ปีงบประมาณ พ.ศ. 65")]),
        ("since 2021", [(ThaiDate(2564, 0), "since 2021")]),
        ("ปีค.ศ. 2021", [(ThaiDate(2564, 0), "ปีค.ศ. 2021")]),
        ("oct 2022", [(ThaiDate(2565, 10), "oct 2022")]),
        ("ปลายปี 2565 คนใช้มาก", [(ThaiDate(2565, 0), "ปี 2565")]),
        ("ลดจาก 65 วัน ปี 65", [(ThaiDate(2565, 0), "ปี 65")]),
        ("ปีละ 60 ครั้ง ผู้ใช้ 2550 คน ปีที่ 3", []),
        ("31 ก.พ. 65 ไม่มีจริง", [(ThaiDate(2565, 2), "ก.พ. 65")]),
        ("อายุ 12-14 ปี", []),
    ],
)
def test_moments_with_their_year(text: str, found: list[tuple[ThaiDate, str]]) -> None:
    assert [(moment.date, text[moment.start : moment.end]) for moment in find_moments(text)] == found


@given(DAYS)
def test_days_are_moments_too(date: ThaiDate) -> None:
    assert [moment.date for moment in find_moments(f"เริ่ม {date} ครับ")] == [date]
    month = ThaiDate(date.year, date.month)
    assert [moment.date for moment in find_moments(f"เริ่ม {month} ครับ")] == [month]
    assert month.last_day <= ThaiDate(date.year, 0).last_day


def test_a_year_alone_is_printed_as_one() -> None:
    assert str(ThaiDate(2564, 0)) == "พ.ศ. 2564"
