"""What people may do and what of an identity they may read. Facts in, verdict out."""
