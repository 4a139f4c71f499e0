"""The rule `staffing`: what the model builds and what the verifier checks."""
