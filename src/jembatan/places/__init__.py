"""Administrative units and schools: official codes, their history, their boundaries."""
