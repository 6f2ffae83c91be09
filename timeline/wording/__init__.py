"""The record in plain English: words for enumerations, days and numbers, and sentences over facts."""
