"""Files of this module, in and out."""
