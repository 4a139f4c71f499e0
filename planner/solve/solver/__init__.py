"""The only code that calls HiGHS."""
