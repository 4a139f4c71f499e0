"""Commands in an empty folder, as in the tests of the command line."""

from tests.cli.conftest import lms

__all__ = ["lms"]
