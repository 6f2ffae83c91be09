"""Rows as the API answers them, each made as JSON by the database: one query for a page, whatever it holds.

Windows come without their texts, and rows without their links: the shapes add both.
"""
