"""Seeded makers of large records for benchmarks."""
