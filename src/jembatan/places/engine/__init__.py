"""The packaged reference tables and what can be asked of them without a database."""
