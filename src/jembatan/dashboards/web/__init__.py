"""Pages of numbers and maps: the work queue, places, the definition of each figure."""
