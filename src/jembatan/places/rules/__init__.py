"""How codes and names of places work; no lists, no files."""
