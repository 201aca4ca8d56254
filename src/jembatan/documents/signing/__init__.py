"""Electronic signatures through one port: signed elsewhere and handed over, or by the certification service."""
