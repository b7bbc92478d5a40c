"""Stores for conversations and locks."""
