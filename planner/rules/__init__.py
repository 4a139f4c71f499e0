"""The rules of the planning model: one folder a rule, with its model and its check."""
