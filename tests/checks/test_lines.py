from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import jsonl
from assistant.checks.lines import award_level_line, category_line, participation_line
from assistant.eligibility.checks import Checks

Line = Callable[[Checks, str], Iterator[dict[str, Any]]]
JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
LINES: list[Line] = [category_line, participation_line, award_level_line]


def one(line: Line, checks: Checks, **item: Any) -> dict[str, Any]:
    (record,) = line(checks, json.dumps(item, ensure_ascii=False))
    return record


def verdict_on(record: dict[str, Any], category: str) -> dict[str, Any]:
    (found,) = [verdict for verdict in record.get("verdicts") or record["permits"] if verdict["category"] == category]
    assert isinstance(found, dict)
    return found


def test_a_category_line_has_the_promised_shape(checks: Checks) -> None:
    record = one(category_line, checks, id=7, facts={"policy_link": True, "months_in_use": "๑๑ เดือน"}, asks_for=["tpsa.policy_driven"])
    assert record["id"] == 7
    assert set(record) == {"id", "facts", "verdicts", "recommended", "notes", "rules_version"}
    assert record["facts"] == {"policy_link": True, "months_in_use": 11}
    first = record["verdicts"][0]
    assert first["category"] == "tpsa.policy_driven"
    assert first["verdict"] == "not_eligible"
    (reason,) = first["reasons"]
    assert reason["rule"] == "tpsa.policy_driven.one_year"
    assert reason["holds"] is False
    assert "1 ปี" in reason["because"]
    assert reason["source"].startswith("๒.๔.๑ ข้อ 9")
    assert {verdict["category"] for verdict in record["verdicts"]} == set(checks.rules.categories)


def test_what_is_missing_is_asked_for_next(checks: Checks) -> None:
    record = one(category_line, checks, id="a", facts={"policy_link": True, "months_in_use": 24}, asks_for=["tpsa.policy_driven"])
    found = verdict_on(record, "tpsa.policy_driven")
    assert found["verdict"] == "needs_info"
    assert set(found["missing"]) == {"results_verified", "same_form_as_winner", "policy_sides"}
    assert record["next_question"]["fact"] in found["missing"]
    assert record["next_question"]["text"]


def test_a_description_says_what_was_read_from_which_words(checks: Checks) -> None:
    text = "โครงการของกรมเราใช้งานจริงมาแล้ว 8 เดือน ทำตามนโยบายรัฐบาล ส่งขับเคลื่อนเห็นผลได้ไหม"
    record = one(category_line, checks, id="b", description=text, asks_for=["tpsa.policy_driven"])
    read = {item["fact"]: item for item in record["read"]}
    assert read["months_in_use"]["value"] == 8
    assert "8 เดือน" in read["months_in_use"]["words"]
    assert verdict_on(record, "tpsa.policy_driven")["verdict"] == "not_eligible"


def test_a_fact_given_counts_before_one_read(checks: Checks) -> None:
    record = one(category_line, checks, id="c", description="ใช้งานจริงมาแล้ว 8 เดือน", facts={"months_in_use": 30})
    assert record["facts"]["months_in_use"] == 30
    assert "months_in_use" not in {item["fact"] for item in record["read"]}


def test_a_category_asked_about_in_the_description_comes_first_and_the_rest_is_asked_on(checks: Checks) -> None:
    record = one(category_line, checks, id="q", description="ระบบจองคิวใช้งานจริงมาแล้ว 8 เดือน ส่งขับเคลื่อนเห็นผลได้ไหม")
    assert record["verdicts"][0]["category"] == "tpsa.policy_driven"
    assert record["verdicts"][0]["verdict"] == "not_eligible"
    assert record["next_question"]


def test_several_categories_asked_for_get_the_rule_of_one(checks: Checks) -> None:
    record = one(category_line, checks, id="d", asks_for=["tpsa.policy_driven", "tepga.poverty"])
    assert any("หนึ่งผลงานสมัครได้หนึ่งสาขา" in note for note in record["notes"])
    assert [verdict["category"] for verdict in record["verdicts"][:2]] == ["tpsa.policy_driven", "tepga.poverty"]


def test_a_participation_line_has_the_promised_shape(checks: Checks) -> None:
    groups = [{"name": "ชาวบ้าน", "key": True, "actions": ["จัดเวทีรับฟังความคิดเห็น"]}, {"name": "อบต.", "key": False, "actions": ["ร่วมออกแบบ", "ร่วมดำเนินการ"]}]
    record = one(participation_line, checks, id="e", groups=groups)
    assert [(group["name"], group["level"]) for group in record["groups"]] == [("ชาวบ้าน", "consult"), ("อบต.", "collaborate")]
    assert record["level"] == "consult"
    assert [permit["category"] for permit in record["permits"]] == list(checks.permitted)
    assert verdict_on(record, "tepga.effective_participation")["verdict"] == "not_eligible"
    assert verdict_on(record, "tepga.open_governance")["verdict"] == "needs_info"


def test_facts_beside_the_level_open_a_category(checks: Checks) -> None:
    groups = [{"name": "ประชาชน", "actions": ["แบบสอบถามออนไลน์ทุกไตรมาส"]}]
    facts = {"scope": "whole_organisation", "months_in_use": 30, "continuity": "continuous"}
    record = one(participation_line, checks, id="f", groups=groups, facts=facts)
    assert verdict_on(record, "tepga.open_governance")["verdict"] == "eligible"


def test_an_award_level_line_has_the_promised_shape(checks: Checks) -> None:
    record = one(award_level_line, checks, id="g", award="tepga.open_governance", input={"total": "89,5"})
    assert record["outcome"] == "borderline"
    assert len(record["readings"]) == 2
    assert {"id", "outcome", "label", "reasons", "readings", "rules_version"} <= set(record)


@pytest.mark.parametrize("line", LINES)
def test_a_key_sent_as_null_counts_as_left_out(checks: Checks, line: Line) -> None:
    keys = dict.fromkeys(["description", "facts", "asks_for", "groups", "input"])
    assert one(line, checks, id=1, award="pmqa.v4", **keys) == one(line, checks, id=1, award="pmqa.v4")


@pytest.mark.parametrize(
    ("line", "item", "word"),
    [
        (category_line, {"facts": {"no_such_fact": 1}}, "no_such_fact"),
        (category_line, {"facts": {"scope": "ทั้งโลก"}}, "scope"),
        (category_line, {"facts": {"months_in_use": -3}}, "months_in_use"),
        (category_line, {"asks_for": ["tpsa.nothing"]}, "tpsa.nothing"),
        (category_line, {"facts": [1]}, "facts"),
        (category_line, {"description": "ก" * 20_001}, "description"),
        (participation_line, {"groups": [{"actions": []}]}, "groups.0.name"),
        (participation_line, {"facts": {"continuity": 4}}, "continuity"),
        (award_level_line, {"input": {}}, "award"),
    ],
)
def test_a_bad_line_yields_one_line_that_says_what_is_wrong(checks: Checks, line: Line, item: dict[str, Any], word: str) -> None:
    record = one(line, checks, id="bad", **item)
    assert record["id"] == "bad"
    assert record["outcome"] == "error"
    assert word in record["error"]


@pytest.mark.parametrize("line", LINES)
@given(
    text=st.one_of(
        st.text(),
        st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)).map(json.dumps),
    )
)
def test_no_line_stops_a_batch(checks: Checks, line: Line, text: str) -> None:
    records = list(line(checks, text))
    assert len(records) == 1
    json.dumps(records[0], ensure_ascii=False)


def test_a_batch_goes_on_after_a_bad_line(checks: Checks, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": 1, "award": "tpsa.innovation", "input": {"total": 85}}\nnot json\n\n{"id": 3, "award": "pmqa.v4", "input": {"total": "๔๗๐"}}\n',
        encoding="utf-8",
    )
    jsonl.run(lambda line: award_level_line(checks, line), source, target)
    records = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [record["outcome"] for record in records] == ["good", "error", "effective"]
