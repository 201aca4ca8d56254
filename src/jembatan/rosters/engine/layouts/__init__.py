"""What each layout says beyond identity: schooling, household, causes."""
