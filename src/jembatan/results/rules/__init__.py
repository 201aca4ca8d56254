"""What is true of results: levels, measures, sums, progress, places. Pure."""
