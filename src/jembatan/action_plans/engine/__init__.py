"""Files in, entries of the catalogue out. No Django, no settings."""
