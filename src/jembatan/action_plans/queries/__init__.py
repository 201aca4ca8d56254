"""What pages and papers ask about action plans. Every answer depends on who asks."""
