"""What a document consists of and how Indonesian offices write money and dates. Pure."""
