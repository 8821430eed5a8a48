"""Intake: mail folders, zips, mails and loose documents in; items or refusals out."""
