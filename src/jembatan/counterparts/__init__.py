"""Partners abroad: one profile each, recognition, due diligence, matching."""
