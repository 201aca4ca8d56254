"""People, roles, jurisdictions, permissions; and what of an identity they may read."""
