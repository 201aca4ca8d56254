"""What people do to an agreement: one verb, one permission, one entry in the ledger."""
