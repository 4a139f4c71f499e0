"""What has been solved already, for as long as a caller keeps it: alternatives share many parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.solve.programmes.course_patterns import PatternSearch
    from planner.solve.programmes.subproblem_answer import SubproblemAnswer


@dataclass(slots=True)
class Memo:
    """Finished parts, and searches to go on with, by the hash of everything their answer depends on."""

    answers: dict[str, SubproblemAnswer] = field(default_factory=dict)
    searches: dict[str, PatternSearch | None] = field(default_factory=dict)
    hits: int = 0

    def get(self, key: str) -> SubproblemAnswer | None:
        """The answer to an equal part, if one has been solved to the end."""
        found = self.answers.get(key)
        self.hits += found is not None
        return found

    def put(self, key: str, answer: SubproblemAnswer) -> None:
        """Keep an answer that is complete."""
        self.answers[key] = answer
