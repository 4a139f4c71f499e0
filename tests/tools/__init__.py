"""Tools that judge the tests themselves."""
