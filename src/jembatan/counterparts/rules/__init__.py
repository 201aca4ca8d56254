"""What is true or allowed here; pure."""
