"""Subscriptions to any selection: Atom and iCalendar."""
