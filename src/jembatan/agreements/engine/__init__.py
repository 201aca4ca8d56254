"""Heavy or file-bound work of this module: no Django, no settings."""
