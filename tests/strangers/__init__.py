"""Forms as strangers fill them in: other layouts, other tools, other habits.

A second hand, apart from the blank in `templates/` and from the torture set: the forms
are made from the official text alone, and what must be read from them is known because
it was put in.
"""
