"""The read API of the record under /api/v1/: addresses, parameters, shapes and their declaration."""
