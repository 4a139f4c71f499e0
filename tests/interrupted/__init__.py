"""Commands killed (SIGKILL, the whole process group's parent alone) at seeded moments, and run again.

python -m tests.interrupted --moments 50 --seed 1
"""
