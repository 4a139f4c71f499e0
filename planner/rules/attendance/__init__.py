"""The rule `attendance`: what the model builds and what the verifier checks."""
