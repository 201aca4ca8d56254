"""Tools of the developers: set up, check, test, translate, document. Nothing here is part of the program."""
