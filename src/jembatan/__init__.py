"""Jembatan: foreign cooperation of Indonesian local governments, from the agreement to the child back in school."""

__version__ = "0.1.0"
