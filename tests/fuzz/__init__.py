"""Inputs bent in many ways, and what the command line says to them.

    python -m tests.fuzz --inputs 5000 --seed 1          all kinds
    python -m tests.fuzz --inputs 300 --kind plan        one kind

Whatever is given, a command has to end with 0, 2, 3 or 4, without a traceback and in bounded time,
and a refusal names the place and the mend.
"""
