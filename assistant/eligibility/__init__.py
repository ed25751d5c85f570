"""Deterministic checks: which category a work fits, which level of participation it has reached, which award level a score earns."""
