"""What a village action plan is drawn from, how it adds up and what of it may be shown. Pure."""
