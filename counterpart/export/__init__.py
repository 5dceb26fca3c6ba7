"""Exports of talks, one module a format; each takes rows (see docs/exports.md) and a text file."""
