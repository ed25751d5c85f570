"""The schema of a batch line describes what each award takes."""

from __future__ import annotations

import json

from assistant.eligibility.award_level import AwardRules, inputs_schema


def test_every_award_is_described_with_its_parts_and_maxima(rules: AwardRules) -> None:
    schema = inputs_schema(rules)
    assert set(schema["properties"]["award"]["enum"]) == {*rules.awards, *rules.branches}
    described = {one["if"]["properties"]["award"]["const"]: one["then"]["properties"]["input"] for one in schema["allOf"]}
    assert described.keys() == rules.awards.keys()
    poverty = described["tepga.poverty"]["properties"]
    assert set(poverty) == {"total", "dimensions", "key_success_factors"}
    assert set(poverty["key_success_factors"]["properties"]) == set("12345")
    assert "0 ถึง 45 คะแนน" in poverty["dimensions"]["properties"]["มิติตัวชี้วัดกลุ่มปัจจัยนำเข้าและกระบวนการ"]["description"]
    assert "0 ถึง 60 คะแนน" in described["pmqa.excellence"]["properties"]["scores"]["properties"]["7.1"]["description"]
    assert "ไม่ได้ระบุคะแนนเต็ม" in described["pmqa.v4"]["properties"]["total"]["description"]
    replication = described["tepga.replication"]["properties"]["dimensions"]["properties"]
    assert "กรณีการพัฒนาต่อยอดอย่างยั่งยืน" in replication["มิติกระบวนการพัฒนาต่อยอดความยั่งยืน"]["title"]


def test_it_is_json_and_names_awards_in_thai(rules: AwardRules) -> None:
    schema = json.loads(json.dumps(inputs_schema(rules), ensure_ascii=False))
    titles = {one["const"]: one["title"] for one in schema["properties"]["award"]["oneOf"]}
    assert titles["tpsa.innovation"] == "ประเภทนวัตกรรมการบริการ"
