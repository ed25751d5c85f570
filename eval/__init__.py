"""Measuring the answers: datasets, scoring, calibration, benchmarks."""
