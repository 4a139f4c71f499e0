"""The rule `threshold`: what the model builds and what the verifier checks."""
