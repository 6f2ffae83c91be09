"""The tags and filters of the pages' templates."""
