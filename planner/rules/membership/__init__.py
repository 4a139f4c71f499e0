"""The rule `membership`: what the model builds and what the verifier checks."""
