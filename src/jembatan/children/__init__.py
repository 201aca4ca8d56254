"""The resolved child: household, schooling, status with its rule trace."""
