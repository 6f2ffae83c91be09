"""A version to come, which wants a column more in a table that everybody reads."""
