"""A framework as a file."""
