"""Foreign cooperations: the register, the legal road and its clocks, life after signature."""
