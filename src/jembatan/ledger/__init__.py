"""Who changed what, when, why. Append-only and chained by hash."""
