"""Numbers and maps for people. Reads only."""
