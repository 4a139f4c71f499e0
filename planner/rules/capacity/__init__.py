"""The rule `capacity`: what the model builds and what the verifier checks."""
