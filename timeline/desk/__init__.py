"""What a person decides of a suggestion: the form, what it begins with, and what it would change."""
