"""Indieningen: one module per bestuur, with the mails that it sent."""
