"""Documents that leave the program: Word, PDF, Excel and CSV written one safe way."""
