"""Transition tables, refusals, working-day clocks. Pure Python, no tables, no clock of its own."""
