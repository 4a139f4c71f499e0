"""The rule `nearest`: what the model builds and what the verifier checks."""
