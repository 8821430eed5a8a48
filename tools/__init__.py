"""Tools of the house: what makes the files that the pipeline ships."""
