"""The contract, sentence by sentence, through the commands alone."""
