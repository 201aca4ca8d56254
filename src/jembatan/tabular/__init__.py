"""Columnar files and long work: tables read and written whole or not at all, progress said aloud."""
