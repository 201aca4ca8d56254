"""What figures mean, and which counts may be shown to whom. Pure."""
