"""Thin Rasa actions: read the tracker, call the core, speak, return events."""
