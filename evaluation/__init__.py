"""Measures what BackGuide understands: `make evaluate`. Not needed to run the bot."""
