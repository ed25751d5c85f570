"""What every report begins and ends with, and how a reason becomes a point of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.eligibility.decide import CategoryVerdict
from assistant.eligibility.reason import Reason
from assistant.knowledge.schema import RoundKnowledge, Source
from assistant.reports.model import Item, Place, Tone
from assistant.thai.dates import ThaiDate

TONES: dict[str, Tone] = {"eligible": "good", "not_eligible": "bad"}
_LONGEST = 6000  # letters of a description; three pages are enough to know the work by


def about(rules_version: str, made_on: ThaiDate) -> tuple[tuple[str, str], ...]:
    """The day and the rules that a report was made with."""
    return (("วันที่จัดทำ", str(made_on)), ("ชุดเงื่อนไขรุ่น", rules_version))


def closing(knowledge: RoundKnowledge, awards: Iterable[str] = ()) -> tuple[str, ...]:
    """Where all of it comes from, and who decides: the office to ask, and the office of an award where the source names another."""
    report = knowledge.round.source
    address = f" หน้าเว็บที่เอกสารอ้างถึงคือ {report.address}" if report.address else ""
    main = _main_office(knowledge)
    others = []
    for award in dict.fromkeys(awards):
        entry, entity = knowledge.criteria_by_entity.get(award), knowledge.entity_by_id.get(award)
        operator = entry.facets.operator if entry and entry.facets else None
        if operator and entity and main not in operator:
            others.append(f" ส่วน{entity.name}เป็นของ{operator}")
    return (
        f"ที่มา: {report.title} โดย{report.publisher} {report.published}{address} เลขหัวข้อในวงเล็บและถ้อยคำในเครื่องหมายคำพูดเป็นของเอกสารนี้",
        f"ผลนี้เป็นการตรวจเบื้องต้นจากข้อมูลที่ให้มา การตัดสินขั้นสุดท้ายเป็นของ{main}{''.join(others)}",
    )


def _main_office(knowledge: RoundKnowledge) -> str:
    """The office that ``ask`` of the round begins with."""
    ask = knowledge.round.ask
    named = [entity.name for entity in knowledge.round.entities if entity.kind == "office" and ask.startswith(entity.name)]
    return max(named, key=len) if named else ask.partition(" (")[0]


def places(sources: Sequence[Source]) -> tuple[Place, ...]:
    """Places in the source with the words quoted."""
    return tuple(Place(where=_where(source), quote=source.quote) for source in sources)


def where(reasons: Sequence[Reason]) -> str:
    """Places of reasons without the words, each once: ``(๒.๔.๑ ข้อ 11 · ๒.๓ …)``."""
    named = dict.fromkeys(_where(source) for reason in reasons for source in reason.sources)
    return f"({' · '.join(named)})" if named else ""


def _where(source: Source) -> str:
    return f"{source.section} {source.item}"


def cited(reason: Reason, readings: Sequence[str] = ()) -> Item:
    """A reason with its places, and the ways to read them where they leave it open."""
    return Item(text=reason.because, readings=numbered(readings), places=places(reason.sources))


def numbered(readings: Sequence[str]) -> tuple[str, ...]:
    """Ways to read an open point: ``ทางที่ 1: …``."""
    return tuple(f"ทางที่ {place}: {text}" for place, text in enumerate(readings, 1))


def shortened(description: str) -> str:
    """A description as it is printed; a very long one is cut, and says so."""
    if len(description) <= _LONGEST:
        return description
    return f"{description[:_LONGEST]}…\n(พิมพ์เฉพาะ {_LONGEST:,} ตัวอักษรแรกจากทั้งหมด {len(description):,} ตัวอักษร)"


def joined(names: Sequence[str]) -> str:
    """Names in a sentence: ``ก``, ``ก และ ข``, ``ก ข และ ค``."""
    return f"{' '.join(names[:-1])} และ {names[-1]}" if len(names) > 1 else "".join(names)


def grouped(verdicts: Iterable[CategoryVerdict]) -> list[list[CategoryVerdict]]:
    """Verdicts that say the same together, in the order of their first."""
    groups: dict[tuple[object, ...], list[CategoryVerdict]] = {}
    for verdict in verdicts:
        said = (verdict.verdict, tuple(reason.because for reason in verdict.reasons), verdict.readings, verdict.missing)
        groups.setdefault(said, []).append(verdict)
    return list(groups.values())
