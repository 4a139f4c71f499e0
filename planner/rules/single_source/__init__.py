"""The rule `single_source`: what the model builds and what the verifier checks."""
