"""The desk under /review/: the queue, one suggestion with its evidence, and what is decided of it."""
