"""The JSON of `share --json`: a versioned contract, explained in docs/sharing.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from planner.files import stable_json
from planner.report.json.comparison import planner_version
from planner.report.terminal import sharing_sentences

if TYPE_CHECKING:
    from planner.sharing import Sharing

SHARING_SCHEMA_VERSION = 1


def sharing_json(found: Sharing, fixed_share: float) -> str:
    """What each key asks of whom, what every coalition costs, and the sentences in both languages."""
    return stable_json(
        {
            "schema_version": SHARING_SCHEMA_VERSION,
            "planner_version": planner_version(),
            "region": found.together.region.id,
            "scenario": found.scenario,
            "unit_id": found.unit_id,
            "codes": found.codes,
            "persons": found.persons,
            "nok_per_hour": found.nok_per_hour,
            "fixed_share": fixed_share,
            "nok_total": found.nok_total,
            "core_is_empty": found.core_is_empty,
            "nok_epsilon": found.epsilon,
            "proven": found.proven,
            "keys": [asdict(row) for row in found.keys],
            "coalitions": [asdict(row) for row in found.coalitions],
            "summary": {lang: sharing_sentences(found, lang, fixed_share) for lang in ("nb", "en")},
        }
    )
