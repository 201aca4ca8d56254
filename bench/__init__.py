"""Benchmarks: each prints its ratio to the floor in the same run."""
