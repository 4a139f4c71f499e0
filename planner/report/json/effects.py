"""The JSON of `effects --json`: a versioned contract, explained in docs/effects.md."""

from __future__ import annotations

from dataclasses import asdict

from planner.decide import Effect, Effects, PayerEffect
from planner.pipeline import Alternative
from planner.report.json.document import Document, document
from planner.report.terminal import summary_sentences
from planner.texts import LANGS


class EffectsJson(Document):
    """What `effects --json` gives: who gains, who loses and who pays."""

    region: str
    """Id of the region."""
    scope_codes: tuple[str, ...]
    """Municipalities whose people both are judged for."""
    before: str
    """The scenario A."""
    after: str
    """The scenario B."""
    fixed_share: float
    """The share that the key *fixed plus head* divides equally."""
    municipalities: tuple[Effect, ...]
    """One row per municipality in scope."""
    others: tuple[Effect, ...]
    """Members and guests outside the scope: only what they pay is told."""
    payers: tuple[PayerEffect, ...]
    """One row per payer, for the people in scope."""
    shared_by_head: dict[str, tuple[str, ...]]
    """Scenario → units that nobody attends."""
    cost_absent_because: dict[str, tuple[str, ...]]
    """Scenario → why its cost is not told."""
    summary: dict[str, tuple[str, ...]]
    """The sentences on who gains and who loses, by language."""


def effects_json(found: Effects, before: Alternative, after: Alternative) -> str:
    """The effects of going from one alternative to another, as JSON."""
    return document(
        EffectsJson,
        {
            "region": after.region.id,
            "scope_codes": found.scope_codes,
            "before": found.before,
            "after": found.after,
            "fixed_share": found.fixed_share,
            "municipalities": [asdict(row) for row in found.municipalities],
            "others": [asdict(row) for row in found.others],
            "payers": [asdict(row) for row in found.payers],
            "shared_by_head": found.shared_by_head,
            "cost_absent_because": found.cost_absent_because,
            "summary": {lang: summary_sentences(found, lang) for lang in LANGS},
        },
    )
