"""Which raw records are the same child: normalise, block, compare, decide, review."""
