"""The rule `group_size`: what the model builds and what the verifier checks."""
