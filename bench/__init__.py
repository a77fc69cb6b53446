"""Measurements of speed, beside the engines that the work is built on. ``python -m bench`` runs them all."""
