"""One module a file format: the layouts districts really exchange, with the damage they really show."""
