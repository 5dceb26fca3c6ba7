"""Counterpart: a simulator that trains the people behind government service windows."""

__version__ = "0.1.0"
