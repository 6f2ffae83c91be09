"""Invented companies, promises and news, which show how the site works and can be taken out again."""
