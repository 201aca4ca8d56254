"""An agreement's results framework: what is meant to come of it, counted from what lies below."""
