"""The record: what was promised, what happened, how late; and the pages and API that show it."""
