"""Accounts of people: their roles, how they sign in, and what they must do before they may work."""
