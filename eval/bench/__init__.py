"""Benchmarks: how long an answer takes and where, against a plain pipeline, and what a start costs. ``make bench`` runs them."""
