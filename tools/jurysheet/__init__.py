"""Jurysheet: the parts of `templates/jurysheet.docx`, as plain text that diffs."""
