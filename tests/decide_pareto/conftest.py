from tests.cli.conftest import lms

__all__ = ["lms"]
