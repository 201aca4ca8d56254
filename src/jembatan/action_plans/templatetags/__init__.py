"""Template tags of the pages of action plans."""
