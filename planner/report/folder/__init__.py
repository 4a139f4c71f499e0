"""Results folders: what a run leaves, and from what it was made."""
