"""Reading files of others: one messy file in, one clean table and one list of refusals out."""
