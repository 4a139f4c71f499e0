"""The rule `policy`: what the model builds and what the verifier checks."""
