"""What templates of this module may call."""
