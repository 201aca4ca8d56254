"""A village action plan as Word, PDF and Excel."""
