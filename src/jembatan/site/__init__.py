"""Settings, root addresses, server entry and command line: knows everybody, nobody knows it."""
