"""The rule `own_unit`: what the model builds and what the verifier checks."""
