"""Jury: what people look at, made of dossiers, and verdicts read back."""
