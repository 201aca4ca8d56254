"""What a child record is, which layouts there are, and why a row is refused. Pure Python."""
