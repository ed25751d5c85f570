from __future__ import annotations

import pytest

from assistant.thai.clean import comparable
from assistant.thai.said import Manner, manner, phrase


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("ชาวบ้านร่วมออกแบบระบบ", "ร่วมออกแบบ", "stated"),
        ("ไม่ได้ร่วมออกแบบ", "ร่วมออกแบบ", "denied"),
        ("ประชาชนไม่ได้มีส่วนร่วมในการออกแบบ", "ร่วมในการออกแบบ", "denied"),
        ("ยังไม่เคยรับฟังความเห็น", "รับฟังความเห็น", "denied"),
        ("ไม่มี เครือข่าย", "เครือข่าย", "denied"),
        ("เครือข่ายยังไม่มี", "เครือข่าย", "denied"),
        ("ไม่ใช่แค่รับฟังความเห็น แต่ร่วมออกแบบ", "รับฟังความเห็น", "stated"),
        ("ไม่ใช่แค่รับฟังความเห็น แต่ร่วมออกแบบ", "ร่วมออกแบบ", "stated"),
        ("ไม่ได้ร่วมออกแบบ แต่ร่วมลงมือทำ", "ร่วมลงมือทำ", "stated"),
        ("ปีหน้าจะตั้งเครือข่าย", "เครือข่าย", "planned"),
        ("มีแผนจะร่วมออกแบบ", "ร่วมออกแบบ", "planned"),
        ("ตั้งเครือข่ายในปีหน้า", "เครือข่าย", "planned"),
        ("ตั้งเครือข่าย ปีหน้าค่ะ", "เครือข่าย", "planned"),
        ("ทางหอกระจายข่าว ปีหน้าจะตั้งกองทุน", "หอกระจายข่าว", "stated"),
        ("ทางหอกระจายข่าวปีหน้าจะตั้งกองทุน", "หอกระจายข่าว", "stated"),
        ("ไม่แน่ใจว่าได้ร่วมออกแบบ", "ร่วมออกแบบ", "unsure"),
        ("ร่วมออกแบบหรือเปล่า", "ร่วมออกแบบ", "unsure"),
        ("ถ้าร่วมออกแบบ", "ร่วมออกแบบ", "unsure"),
        ("รับฟังความเห็นไม่น้อยกว่า 3 ครั้ง", "รับฟังความเห็น", "stated"),
        ("we did not co-design it", "co-design", "denied"),
        ("we will co-design it", "co-design", "planned"),
        ("การร่วมออกแบบกับผู้ใช้ไฟฟ้าทั้งจังหวัดนั้นยังไม่เคยเกิดขึ้นจริง", "ร่วมออกแบบ", "denied"),
        ("การร่วมออกแบบเกิดขึ้นจริงทุกเดือน", "ร่วมออกแบบ", "stated"),
        ("ร่วมออกแบบกับเทศบาล ปัญหาขยะไม่เกิดขึ้นอีก", "ร่วมออกแบบ", "stated"),
        ("ชาวบ้านมานั่งฟัง หาได้ร่วมกำหนดแผนไม่", "ร่วมกำหนด", "denied"),
        ("ชาวบ้านขอร่วมออกแบบ", "ร่วมออกแบบ", "planned"),
        ("อยากให้ชุมชนร่วมออกแบบ", "ร่วมออกแบบ", "planned"),
        ("อยากให้ชุมชนเป็นเจ้าของจึงร่วมออกแบบ", "ร่วมออกแบบ", "stated"),
        ("ไม่ได้ให้ user ร่วมออกแบบ", "ร่วมออกแบบ", "denied"),
    ],
)
def test_manner(sentence: str, words: str, expected: str) -> None:
    text = comparable(sentence)
    start = text.index(words)
    assert manner(text, start, start + len(words)) is Manner(expected)


def test_a_phrase_is_not_broken_inside_a_word() -> None:
    text = "ประชาชนไม่ได้มีส่วนร่วม"
    assert phrase(text, text.index("ร่วม"), len(text)) == (0, len(text))


def test_places_at_the_edges_are_no_fault() -> None:
    assert manner("", 0, 0) is Manner.STATED
    assert manner("ไม่", 0, 3) is Manner.STATED
