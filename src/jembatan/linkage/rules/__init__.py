"""What makes two written records one child: spelling, identifiers, levels of agreement. Pure."""
