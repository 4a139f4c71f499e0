"""The rule `access`: what the model builds and what the verifier checks."""
