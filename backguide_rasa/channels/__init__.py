"""Channels, each behind the same guard."""
