"""Registers received from others, as received. Append-only."""
