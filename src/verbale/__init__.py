"""Verbale takes a letter and makes an official document of it."""

__version__ = "0.1.0.dev0"
