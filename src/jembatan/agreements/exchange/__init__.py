"""Files of agreements, in and out."""
