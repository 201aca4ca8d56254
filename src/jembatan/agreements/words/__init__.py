"""Words people read for codes of this module."""
