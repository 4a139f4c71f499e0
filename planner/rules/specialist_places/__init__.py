"""The rule `specialist_places`: what the model builds and what the verifier checks."""
