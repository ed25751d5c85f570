"""Another award of another year: branches xyz and uvw of round 2570 with facts and rules of their own, to load, to check with, and to break."""

from __future__ import annotations

from pathlib import Path

from assistant.eligibility.load import load_rules
from assistant.eligibility.rules import RuleSet
from assistant.errors import KnowledgeError, Problem
from assistant.knowledge import load_knowledge
from assistant.knowledge.schema import RoundKnowledge
from tests.knowledge import folder

ROUND = folder.ROUND
FACTS = f"{ROUND}/rules/facts.yaml"
XYZ = f"{ROUND}/rules/xyz.yaml"
UVW = f"{ROUND}/rules/uvw.yaml"
CASES = f"{ROUND}/rules/xyz.cases.yaml"

_ENTITIES = """\
  - {id: xyz, name: รางวัลดาวเหนือ, kind: branch}
  - {id: xyz.north, name: ประเภททิศเหนือ, kind: category}
  - {id: xyz.south, name: ประเภททิศใต้, kind: category}
  - {id: uvw, name: รางวัลจันทร์, kind: branch}
  - {id: uvw.moon, name: ประเภทจันทร์เต็มดวง, kind: category}
"""
_SOURCE = "    source: [{section: ๑, item: ข้อ 1, quote: ถ้อยคำ}]\n"
_FILES = {
    FACTS: """\
counted_to: "2570-02-28"
facts:
  - id: size
    type: one_of
    question: ขนาดของงาน
    why: แยกประเภท
    options: [{id: small, label: เล็ก}, {id: middle, label: กลาง}, {id: large, label: ใหญ่}]
  - {id: bright, type: yes_no, question: สว่างหรือไม่, why: แยกประเภท, implied_by: {size: [large]}}
  - {id: months, type: duration, question: นานเท่าใด, why: นับเวลา, unit: เดือน, minimum: 0, maximum: 1200, between: {start: started, end: ended}}
  - {id: started, type: date, question: เริ่มเมื่อใด, why: นับเวลา, ask: false}
  - {id: ended, type: date, question: ถึงเมื่อใด, why: นับเวลา, ask: false}
  - id: sides
    type: several_of
    question: ด้านใดบ้าง
    why: ต้องมีด้าน
    options: [{id: east, label: ตะวันออก}, {id: west, label: ตะวันตก}]
  - {id: people, type: number, question: กี่คน, why: นับคน, minimum: 0, maximum: 900}
  - {id: entered, type: one_of, question: ส่งที่ใดแล้ว, why: ส่งได้ที่เดียว, ask: false, options: categories, none: ยังไม่ได้ส่ง}
  - {id: remark, type: text, question: หมายเหตุ, why: เล่าเพิ่ม, ask: false}
""",
    XYZ: f"""\
branch: xyz
categories: [xyz.north, xyz.south]
strengths:
  - {{categories: [xyz.north], when: {{fact: size, is: large}}, weight: 5, because: งานใหญ่}}
  - {{categories: [xyz.south], when: {{fact: sides, includes_any: [west]}}, weight: 2, because: มีด้านตะวันตก}}
rules:
  - id: xyz.one_entry
    categories: [xyz.north, xyz.south]
    effect: bars
    when: {{not: {{fact: entered, in: [none, $category]}}}}
    because: ส่งได้ที่เดียว
{_SOURCE}\
  - id: xyz.north.bright
    categories: [xyz.north]
    effect: requires
    when: {{fact: bright, is: true}}
    because: ต้องสว่าง
    fails: ยังไม่สว่าง
{_SOURCE}\
  - id: xyz.north.year
    categories: [xyz.north]
    effect: requires
    when: {{fact: months, at_least: 12}}
    because: ต้องครบปี
{_SOURCE}\
  - id: xyz.north.few
    categories: [xyz.north]
    effect: conditional
    when: {{fact: people, at_most: 9}}
    because: เอกสารไม่ได้บอกว่ากี่คน
    readings: [น้อยคนก็ได้, ต้องมากกว่านี้]
{_SOURCE}\
  - id: xyz.south.sides
    categories: [xyz.south]
    effect: requires
    when: {{fact: sides, count_at_least: 1}}
    because: ต้องมีด้าน
{_SOURCE}\
  - id: xyz.south.middle
    categories: [xyz.south]
    effect: no_rule
    when: {{fact: size, is: middle}}
    because: เอกสารไม่ได้พูดถึงงานขนาดกลาง
{_SOURCE}\
notes:
  - id: xyz.remarked
    when: {{fact: remark, given: true}}
    text: มีหมายเหตุ
{_SOURCE}""",
    UVW: f"""\
branch: uvw
categories: [uvw.moon]
rules:
  - id: uvw.moon.not_small
    categories: [uvw.moon]
    effect: bars
    confirm: true
    when: {{fact: size, is: small}}
    because: งานเล็กไม่ได้
{_SOURCE}\
  - id: uvw.moon.silent
    categories: [uvw.moon]
    effect: no_rule
    because: เอกสารไม่ได้บอกเงื่อนไข
{_SOURCE}""",
    CASES: """\
- {id: xyz-bright, facts: {bright: true, months: 12}, expect: {xyz.north: eligible}, why: ครบ}
""",
}


def write_rules(tmp_path: Path) -> Path:
    """The folder with knowledge and rules, written under ``tmp_path``; its root."""
    root = folder.write_folder(tmp_path)
    round_file = root / folder.ROUND_FILE
    round_file.write_text(round_file.read_text(encoding="utf-8") + _ENTITIES, encoding="utf-8")
    for name, text in _FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def knowledge_of(root: Path) -> RoundKnowledge:
    return load_knowledge(root).rounds[ROUND]


def rules_of(root: Path) -> RuleSet:
    return load_rules(root, knowledge_of(root))


def problems_of(root: Path) -> list[Problem]:
    """Every fault found in the rules; none when they load."""
    try:
        rules_of(root)
    except KnowledgeError as error:
        return error.problems
    return []


def insert(root: Path, name: str, before: str, text: str) -> int:
    """Put ``text`` before the one ``before`` of a file; the line where it begins."""
    return folder.swap(root, name, before, text + before, at=text)
