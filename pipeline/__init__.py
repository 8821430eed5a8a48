"""Samenleven: mails in, one dossier per bestuur, jury sheets out, verdicts back."""
