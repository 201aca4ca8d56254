"""Template tags of this module, for the pages of modules above."""
