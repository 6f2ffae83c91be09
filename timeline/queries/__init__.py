"""Everything read from the record, as known on a day."""
