"""Writers of documents: files out, no Django, no settings."""
