"""The checks: one rule, one function. A letter is held against the Act and against its request."""
