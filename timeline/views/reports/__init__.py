"""The form by which readers report a mistake, or what is missing, without an account."""
