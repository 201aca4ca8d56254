"""What pages ask about results."""
