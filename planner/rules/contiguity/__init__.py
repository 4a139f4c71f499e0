"""The rule `contiguity`: what the model builds and what the verifier checks."""
