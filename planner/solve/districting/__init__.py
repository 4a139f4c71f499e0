"""Municipalities divided into units by themselves: set partitioning with priced connected clusters."""
