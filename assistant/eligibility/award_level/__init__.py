"""Which award level a score earns, for every award whose rules stand in the round's ``rules/award-levels.yaml``.

``load`` reads the rules and resolves them against the knowledge (``resolve``); ``check`` reads what was given (``inputs``, ``numbers``), works out which
outcomes are possible under each way to read the source (``bounds``, ``outcomes``), and says so (``wording``, ``next_level``). No award is known here.
"""

from assistant.eligibility.award_level.check import check_award_level
from assistant.eligibility.award_level.json_schema import inputs_schema
from assistant.eligibility.award_level.load import load_award_rules
from assistant.eligibility.award_level.result import AwardLevelResult, Reading, Shortfall
from assistant.eligibility.award_level.rules import AwardRules

__all__ = ["AwardLevelResult", "AwardRules", "Reading", "Shortfall", "check_award_level", "inputs_schema", "load_award_rules"]
