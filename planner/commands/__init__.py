"""What each command of the command line does; `cli.py` only names them and their options.

One module per group of commands, and `run` for the way from a scenario to a judged plan.
"""
