"""Pages about children: the list that is searched, one child, the visits to make."""
