"""The JSON of `effects --json`: a versioned contract, explained in docs/effects.md."""

from __future__ import annotations

from dataclasses import asdict

from planner.decide import Effects
from planner.files import stable_json
from planner.pipeline import Alternative
from planner.report.json.comparison import planner_version
from planner.report.terminal import summary_sentences

EFFECTS_SCHEMA_VERSION = 1


def effects_json(found: Effects, before: Alternative, after: Alternative) -> str:
    """The effects of going from one alternative to another, as JSON."""
    return stable_json(
        {
            "schema_version": EFFECTS_SCHEMA_VERSION,
            "planner_version": planner_version(),
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
            "summary": {"nb": summary_sentences(found, "nb"), "en": summary_sentences(found, "en")},
        }
    )
