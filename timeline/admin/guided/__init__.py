"""Guided changes of the record: for each a small form, what it would do shown first, and no lost edit."""
