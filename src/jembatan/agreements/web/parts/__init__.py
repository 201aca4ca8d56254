"""What each part of the module adds to the page of an agreement."""
