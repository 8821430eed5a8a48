"""Checks: the rules, over the finished dossier. `rules.check` runs them all."""
