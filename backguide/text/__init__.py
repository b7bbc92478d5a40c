"""Reads what a person wrote: symptoms, amounts, danger."""
