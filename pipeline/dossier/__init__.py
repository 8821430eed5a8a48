"""Dossier: the answers of all of a bestuur's documents become one canonical record."""
