"""The pages: each view reads what was asked for, makes one call for its rows, and renders."""
