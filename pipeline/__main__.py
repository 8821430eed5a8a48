"""`python -m pipeline`: the same door as the console script."""

from pipeline.cli import main

main()
