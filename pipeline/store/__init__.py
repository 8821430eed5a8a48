"""Store: the workspace on disk. Nothing else in the program writes."""
