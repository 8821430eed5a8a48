"""Fuzzing: damage done to samples, case by case, for `tools.fuzz`."""
