"""Problem → optimisation model: variables, one file per rule, one function per objective."""
