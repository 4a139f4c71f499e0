"""The JSON of `share --json`: a versioned contract, explained in docs/sharing.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from planner.report.json.document import Document, document
from planner.report.terminal import sharing_sentences
from planner.sharing import CoalitionCost, KeyVerdict
from planner.texts import LANGS

if TYPE_CHECKING:
    from planner.sharing import Sharing


class SharingJson(Document):
    """What `share --json` gives: each key, and what every coalition costs."""

    region: str
    """Id of the region."""
    scenario: str
    """The scenario whose unit is shared."""
    unit_id: str
    """The unit."""
    codes: tuple[str, ...]
    """Its members."""
    persons: dict[str, int]
    """Municipality → inhabitants."""
    nok_per_hour: float
    """What an hour of a participant on the road counts as; 0 leaves hours out."""
    fixed_share: float
    """The share that the key *fixed plus head* divides equally."""
    nok_total: float
    """What the members pay together a year, grants taken off."""
    core_is_empty: bool
    """Whether no sharing at all would hold everybody."""
    nok_epsilon: float
    """The least by which every way out would have to cost more for a stable sharing to exist."""
    proven: bool
    """Whether every coalition's plan is proven best within the scenario's gap."""
    keys: tuple[KeyVerdict, ...]
    """The keys, and whether each holds."""
    coalitions: tuple[CoalitionCost, ...]
    """What each group of members costs a year by itself."""
    summary: dict[str, tuple[str, ...]]
    """The same in sentences, by language."""


def sharing_json(found: Sharing, fixed_share: float) -> str:
    """What each key asks of whom, what every coalition costs, and the sentences in both languages."""
    return document(
        SharingJson,
        {
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
            "summary": {lang: sharing_sentences(found, lang, fixed_share) for lang in LANGS},
        },
    )
