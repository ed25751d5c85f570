"""The Thai sentences of the check: why a group stands where it stands, what is missing, what is open."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.participation.levels import Standing, missing_for
from assistant.eligibility.participation.result import FoundActivity, Lift
from assistant.eligibility.participation.rules import ParticipationRules
from assistant.thai.said import Manner

ONLY_PLANS = "มีแต่แผน ยังไม่มีกิจกรรมใดที่ทำแล้ว"
_MOST_QUOTES = 4


def because_of(rules: ParticipationRules, name: str, state: Standing, activities: Sequence[FoundActivity]) -> str:
    """Why the group ``name`` has its level, with the words it was read from."""
    parts: list[str] = []
    if state.level is None:
        parts.append(_undetermined(name, activities))
    elif state.way is None:
        parts.append(f"{name}: {state.level.name} เพราะข้อความ {_quoted(activities)} บอกว่ากลุ่มนี้ไม่ได้มีส่วนร่วม")
    else:
        proofs = [found for found in activities if set(found.proves) & set(state.way.all) & state.proved]
        shown = " และ".join(rules.elements[element].shown for element in state.way.all)
        parts.append(f"{name} อยู่ระดับ{state.level.name} เพราะ {_quoted(proofs)} แสดงว่า{shown}")
        if state.way.explain:
            parts.append(state.way.explain)
    denied = [found for found in activities if found.manner is Manner.DENIED]
    if denied and state.way is not None:
        parts.append(f"ข้อความบอกว่าไม่ได้ทำ {_quoted(denied)} จึงไม่นับ")
    planned = [found for found in activities if found.manner is Manner.PLANNED]
    if planned and state.level is not None:
        parts.append(f"{_quoted(planned)} เป็นเพียงแผน จึงยังไม่นับ")
    against = [found for found in activities if found.manner is Manner.STATED and rules.activities[found.activity].denies]
    if state.way is not None:
        parts += list(dict.fromkeys(found.proves_not for found in against if found.proves_not))
        parts += [_contested(rules, element) for element in rules.elements if element in state.contested]
    return " ".join(parts)


def questions_of(rules: ParticipationRules, name: str, state: Standing, activities: Sequence[FoundActivity]) -> list[str]:
    """What has to be confirmed before the level of the group can be relied on."""
    asked: list[str] = []
    if state.way is not None:
        for element in state.way.confirm:
            question = rules.elements[element].confirm
            if state.told(element) is None and question:
                only_plan = " (ข้อความบอกไว้เพียงว่าเป็นแผน)" if element in state.planned else ""
                asked.append(f"{name}: {question}{only_plan}")
    asked += [
        f"{name}: ข้อความบอกทั้งว่า{rules.elements[element].shown}และไม่เป็นเช่นนั้น ข้อเท็จจริงเป็นอย่างไร" for element in rules.elements if element in state.contested
    ]
    unsure = [found for found in activities if found.manner is Manner.UNSURE and rules.activities[found.activity].proves]
    if unsure:
        asked.append(f"{name}: ได้ทำ {_quoted(unsure)} แล้วจริงหรือไม่")
    if state.level is None:
        asked.append(f"{name}: ได้ทำอะไรกับกลุ่มนี้แล้วบ้าง เช่น ให้ข้อมูล รับฟังความเห็น ร่วมวางแผน ร่วมออกแบบ หรือร่วมลงมือทำ")
    return asked


def lift_of(rules: ParticipationRules, name: str, state: Standing) -> Lift | None:
    """What lifts the group to the next level; None at the highest."""
    place = rules.order[state.level.id] if state.level else -1
    following = next((level for level in rules.levels[place + 1 :] if level.reached_by and missing_for(rules, level, state)), None)
    if following is None:
        return None
    missing = missing_for(rules, following, state)
    wanted = " และ".join(rules.elements[element].missing for element in missing)
    return Lift(group=name, level=following.id, missing=missing, because=f"{name}จะถึงระดับ{following.name} เมื่อแสดงได้ว่า{wanted}")


def _undetermined(name: str, activities: Sequence[FoundActivity]) -> str:
    if not activities:
        return f"{name}: ยังไม่พบกิจกรรมที่บอกระดับการมีส่วนร่วมได้ จึงยังระบุระดับไม่ได้"
    planned = [found for found in activities if found.manner is Manner.PLANNED]
    denied = [found for found in activities if found.manner is Manner.DENIED]
    vague = [found for found in activities if found.manner is Manner.STATED and found.proves_not]
    if planned and not denied:
        return f"{name}: {ONLY_PLANS} ({_quoted(planned)}) จึงยังระบุระดับไม่ได้"
    parts = []
    if denied:
        parts.append(f"ข้อความบอกว่าไม่ได้ทำ {_quoted(denied)}")
    if planned:
        parts.append(f"{_quoted(planned)} เป็นเพียงแผน")
    if not parts and vague:
        parts += list(dict.fromkeys(found.proves_not for found in vague if found.proves_not))
    told = " ".join(parts) or "ยังไม่ชัดว่าได้ทำกิจกรรมใดแล้ว"
    return f"{name}: {told} จึงยังระบุระดับไม่ได้"


def _contested(rules: ParticipationRules, element: str) -> str:
    return f"ข้อความขัดกันเองเรื่อง{rules.elements[element].name} จึงไม่นับองค์ประกอบนี้จนกว่าจะยืนยัน"


def _quoted(activities: Sequence[FoundActivity]) -> str:
    words = list(dict.fromkeys(found.words for found in activities))
    more = f" และอีก {len(words) - _MOST_QUOTES} รายการ" if len(words) > _MOST_QUOTES else ""
    return " ".join(f"“{word}”" for word in words[:_MOST_QUOTES]) + more
