"""One programme that only picks venues: p-median, fixed charge, capacities, covering."""
