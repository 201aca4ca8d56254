"""What is true of a child's schooling: ages, the classification and the precedence of sources. Pure."""
