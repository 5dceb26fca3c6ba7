"""Custom actions: tracker in, library call, events out."""
