"""Set partitioning over connected clusters: brute force, the plain MILP, published optima."""
