"""Set-based work over whole tables of children: classify, reconcile, recapitulate. No Django, no settings."""
