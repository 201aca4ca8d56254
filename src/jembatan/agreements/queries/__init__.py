"""What the pages of this module ask, one function per question."""
