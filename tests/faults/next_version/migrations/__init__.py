"""What the version to come changes in the tables."""
