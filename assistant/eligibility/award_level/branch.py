"""A name that stands for several awards: decided where all of them agree, else asked which is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.award_level.result import AwardLevelResult
from assistant.eligibility.award_level.rules import AwardRules, Branch
from assistant.eligibility.award_level.wording import OPEN_LABELS
from assistant.eligibility.reason import Reason


def check_branch(branch: Branch, rules: AwardRules, settled: Sequence[tuple[str, Callable[[], AwardLevelResult]]]) -> AwardLevelResult:
    """One result for the branch from the outcome of each of its awards and what tells the rest of it.

    Awards that the input does not fit are left out, unless it fits none.
    """
    fitting = [(name, outcome, tell) for name, (outcome, tell) in zip(branch.awards, settled, strict=True) if outcome != "invalid_input"]
    if not fitting:
        return _as_branch(branch, [tell() for _, tell in settled])
    outcomes = {outcome for _, outcome, _ in fitting}
    if len(outcomes) == 1 and not outcomes & OPEN_LABELS.keys():
        return _as_branch(branch, [tell() for _, _, tell in fitting])
    missing: tuple[str, ...] = ()
    if outcomes == {"insufficient_data"}:
        first, *others = [tell() for _, _, tell in fitting]
        missing = tuple(name for name in first.missing if all(name in other.missing for other in others))
    if missing:
        labels = {key: label for key, label, _ in rules.parts(fitting[0][0])}
        because = f"ยังต้องการข้อมูลต่อไปนี้จึงจะบอกผลของ{branch.name}ได้: {', '.join(labels[name] for name in missing)}"
    else:
        listed = ", ".join(f"{name} ({rules.awards[name].name})" for name, _, _ in fitting)
        because = f"ผลของแต่ละประเภทใน{branch.name}อาจไม่เหมือนกัน กรุณาระบุประเภทจาก {listed}"
    return AwardLevelResult(
        award=branch.id,
        outcome="insufficient_data",
        label=OPEN_LABELS["insufficient_data"],
        reasons=(Reason(rule=f"{branch.id}.award", holds=None, because=because),),
        missing=missing or ("award",),
    )


def _as_branch(branch: Branch, results: list[AwardLevelResult]) -> AwardLevelResult:
    """The result that all share, under the branch's id; each rule is told once, faults as often as they differ."""
    first = results[0]
    reasons: dict[str, Reason] = {}
    for result in results:
        for reason in result.reasons:
            rule = f"{branch.id}.{reason.rule.removeprefix(f'{result.award}.')}"
            key = reason.because if result.outcome == "invalid_input" else rule
            reasons.setdefault(key, reason.model_copy(update={"rule": rule}))
    same = all(result.next_level == first.next_level for result in results)
    return first.model_copy(update={"award": branch.id, "reasons": tuple(reasons.values()), "next_level": first.next_level if same else ()})
