"""Printable reports of the checks: what a civil servant prints and takes along.

``category``, ``participation`` and ``award_level`` turn a result into a ``Report`` (``model``), ``html`` and ``docx`` lay a report out, ``write`` writes the
file. What is said is decided in the first step, how it looks in the second; no award, year or rule is known here.
"""

from assistant.reports.award_level import award_level_report
from assistant.reports.category import category_report
from assistant.reports.model import Report
from assistant.reports.participation import participation_report
from assistant.reports.write import write_report

__all__ = ["Report", "award_level_report", "category_report", "participation_report", "write_report"]
