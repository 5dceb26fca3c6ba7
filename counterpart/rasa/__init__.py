"""Adapters between Rasa and the library."""
