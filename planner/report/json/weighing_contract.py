"""The JSON of a weighing, part of that of `compare --format json` (`planner.report.json.contract`)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Base of every part of a weighing."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def _unit(unit: str) -> Any:
    return Field(json_schema_extra={"unit": unit})


class CriterionJson(Part):
    """A criterion that counts in the weights file."""

    id: str
    """Its id in weights files."""
    label_nb: str
    """Its name in Norwegian."""
    label_en: str
    """Its name in English."""
    unit: str
    """Unit of its figures."""
    better: Literal["lower", "higher"]
    """Which way is better."""
    weight: float = _unit("share, 0–1")
    """Its share of all weights."""


class CriterionValueJson(Part):
    """One alternative's figure in one criterion."""

    criterion_id: str
    """The criterion."""
    value: float | None = _unit("the criterion's")
    """The figure; null: not known."""


class AlternativeValuesJson(Part):
    """The figures that one alternative is weighed by."""

    scenario: str
    """Name of the alternative."""
    values: tuple[CriterionValueJson, ...]
    """Every criterion, weighed or not."""


class CriterionScoreJson(Part):
    """One alternative's normalised figure in one criterion."""

    criterion_id: str
    """The criterion."""
    score: float = _unit("0–1")
    """1 for the best of the ranked alternatives, 0 for the worst."""


class RankedJson(Part):
    """One alternative's place in a ranking."""

    scenario: str
    """Name of the alternative."""
    rank: int = _unit("number")
    """1 is first; those that tie share a rank."""
    score: float = _unit("0–1")
    """The weighted sum."""
    score_max: float = _unit("0–1")
    """What the score could be for all that the solver proved."""
    scores: tuple[CriterionScoreJson, ...]
    """What the sum is made of."""
    dominated_by: tuple[str, ...]
    """Alternatives that are as good in every criterion that counts, and better in one."""
    equal_to: tuple[str, ...]
    """Alternatives that no criterion that counts tells apart from it."""
    share_first: float = _unit("share, 0–1")
    """Share of all weightings for which it comes first, alone or with those equal to it."""
    share_error: float = _unit("share, 0–1")
    """Standard error of that share; 0: exact."""


class ApartJson(Part):
    """An alternative that is not ranked."""

    scenario: str
    """Name of the alternative."""
    reason: Literal["coverage", "basis", "unknown"]
    """coverage: it leaves inhabitants out; basis: other assumptions; unknown: a figure is missing."""
    unknown: tuple[str, ...]
    """Criteria in which its figure is not known."""


class ChangeJson(Part):
    """The weight of one criterion at which another comes first, the other weights in proportion."""

    criterion_id: str
    """The criterion."""
    share_from: float = _unit("share, 0–1")
    """Its share of all weights as given."""
    share_to: float = _unit("share, 0–1")
    """The share beyond which another comes first."""
    first: tuple[str, ...]
    """Who comes first then."""


class ReversalJson(Part):
    """What happens to the first place where one alternative is left out."""

    left_out: str
    """The alternative that is left out; it does not come first itself."""
    first: tuple[str, ...]
    """Who comes first then."""


class RankingJson(Part):
    """Alternatives in order for one set of criteria."""

    left_out: tuple[str, ...]
    """Criteria with a weight that are known for no alternative."""
    first: tuple[str, ...]
    """Who comes first; several where they tie."""
    not_told_apart: tuple[str, ...]
    """Who might come first too, for all that the solver proved."""
    rows: tuple[RankedJson, ...]
    """Best first."""
    apart: tuple[ApartJson, ...]
    """Alternatives that are not ranked."""
    reversals: tuple[ReversalJson, ...]
    """Alternatives whose leaving out changes who comes first among the others."""
    changes: tuple[ChangeJson, ...]
    """Changes of one weight that let another come first; smallest first."""
    samples: int = _unit("number")
    """Weightings drawn for the shares; 0: the shares are exact."""
    seed: int = _unit("none")
    """Seed of the draws."""


class JudgementJson(Part):
    """Figures and rankings of all alternatives under one demand."""

    figures: tuple[AlternativeValuesJson, ...]
    """Figures, in the order of the alternatives."""
    with_qualifications: RankingJson
    """The ranking by all criteria that count."""
    without_qualifications: RankingJson
    """The ranking without qualifications, the others' weights in proportion."""


class LevelJudgementJson(Part):
    """The judgement at one demand level of the region."""

    level: str
    """Id of the level."""
    participants_per_1000: float = _unit("participants/year per 1000 inhabitants")
    """What the level means."""
    judgement: JudgementJson
    """Figures and rankings there."""


class EvidenceJson(Part):
    """What a qualification score rests on, in words."""

    unit_ids: tuple[str, ...]
    """Units that it is said of."""
    criterion_id: str
    """The qualification, a row of the region's table `criteria`."""
    label_nb: str
    """Its wording in Norwegian."""
    score_0_4: int = _unit("0–4")
    """The score."""
    evidence: str
    """Why."""
    section: str
    """Section of the report."""


class DifferenceJson(Part):
    """The recommended alternative beside the runner-up in one criterion."""

    criterion_id: str
    """The criterion."""
    ours: float = _unit("the criterion's")
    """The figure of the one recommended."""
    theirs: float = _unit("the criterion's")
    """The figure of the runner-up."""
    verdict: Literal["better", "worse", "same", "not_counted"]
    """not_counted: the figures differ, but only because more people are left without an offer."""
    part: float = _unit("0–1")
    """How much of the lead in score it makes; below 0: it is behind."""


class LevelFirstJson(Part):
    """Who comes first at one demand level."""

    level_id: str
    """Id of the level."""
    participants_per_1000: float = _unit("participants/year per 1000 inhabitants")
    """What the level means."""
    first: tuple[str, ...]
    """Who comes first, those that might for all that is proved included."""


class ChoiceJson(Part):
    """What one of the two rankings comes to."""

    with_qualifications: bool
    """Which of the two."""
    names: tuple[str, ...]
    """Who comes first; several where they cannot be told apart, none where none can be ranked."""
    several: Literal["equal", "tie", "proof"] | None
    """Why several: no criterion tells them apart; the same score; not proven exactly enough."""
    ranked: int = _unit("number")
    """How many alternatives are ranked."""
    score: float = _unit("0–1")
    """The score of the first."""
    share_first: float = _unit("share, 0–1")
    """Share of all weightings for which one of `names` comes first."""
    runner_up: tuple[str, ...]
    """The next in score, with those equal to it; empty: nobody is behind."""
    runner_up_score: float = _unit("0–1")
    """Its score."""
    runner_up_share_first: float = _unit("share, 0–1")
    """Share of all weightings for which it comes first."""
    differences: tuple[DifferenceJson, ...]
    """The first beside the runner-up; what makes most of the lead first."""
    weight: ChangeJson | None
    """The smallest change of one weight beyond which the runner-up comes first; null: no one does."""
    guideline_from: int | None = _unit("persons")
    """The lower end of the guideline in force; null: none brings the runner-up first."""
    guideline_to: int | None = _unit("persons")
    """The lower end nearest to it that does, the units as they are; null: none does."""
    guideline_asked: bool
    """Whether it was looked for: the guideline counts, is the same for all, and units are fixed."""
    guideline_most: int = _unit("persons")
    """The largest lower end that was looked at."""
    first_at_levels: tuple[LevelFirstJson, ...]
    """Who comes first at every demand level of the region."""
    reversals: tuple[ReversalJson, ...]
    """Alternatives whose leaving out changes who comes first among the others."""


class SectionJson(Part):
    """A few sentences."""

    key: Literal["choice", "lead", "otherwise", "rests"]
    """What they are about."""
    heading: str
    """The same for readers."""
    sentences: tuple[str, ...]
    """The sentences."""


class InWordsJson(Part):
    """The recommendation in words."""

    title: str
    """What it is: the model's assessment, and a draft."""
    label: str
    """What is to be read with it."""
    sections: tuple[SectionJson, ...]
    """The text."""


class RecommendationJson(Part):
    """The model's assessment of a weighed comparison: a draft, made of the figures alone."""

    names: tuple[str, ...]
    """First with qualifications and without; empty: the two name different ones, or none."""
    doubts: tuple[Literal["several", "qualifications", "demand", "weights", "alternatives"], ...]
    """What it does not survive: it names several; another is first in one of the two rankings; at
    another demand level; for most weightings; with one alternative less."""
    choices: tuple[ChoiceJson, ...]
    """What each ranking comes to: with qualifications, and without."""
    demand_levels: tuple[str, ...]
    """Demand levels of the alternatives that were ranked."""
    assumed: tuple[str, ...]
    """Groups of fields behind the criteria that count in which something is assumed."""
    nb: InWordsJson
    """In Norwegian (bokmål)."""
    en: InWordsJson
    """In English."""


class WeighingJson(Part):
    """A comparison weighed by criteria."""

    title: str
    """Title of the weights file; empty: none."""
    criteria: tuple[CriterionJson, ...]
    """Criteria that count, with their weights."""
    judgement: JudgementJson
    """At the demand that the comparison was made for."""
    levels: tuple[LevelJudgementJson, ...]
    """At every demand level of the region, lowest first."""
    evidence: tuple[EvidenceJson, ...]
    """Evidence for the qualification scores of the ranked alternatives."""
    recommendation: RecommendationJson
    """What it comes to, with the figures and in words."""
