"""Forms: a submission held against the blank form gives answers with their place."""
