"""Reading: the bytes of a document become blocks and sheets, whatever the format."""
