"""The versioned JSON contract, and the documents that keep it."""
