"""Words and sentences of static maps and charts, in bokmål and English.

Words that the single map shares stand in `planner.report.map_text`, labels of indicators in
`planner.evaluate.INDICATORS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang, number

LANGS: tuple[Lang, ...] = ("nb", "en")


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return PICTURE_WORDS[key][LANGS.index(lang)].format(**shown)


PICTURE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # ------------------------------------------------------------------ Pareto front
        "pareto.title": ("Hva det ene koster i det andre", "What one thing costs in the other"),
        "pareto.front": (
            "ingen er bedre i det ene uten å være dårligere i det andre",
            "better in one means worse in the other",
        ),
        "pareto.dominated": (
            "et annet er minst like godt i begge deler",
            "another is at least as good in both",
        ),
        "pareto.knee": ("kneet: det beste byttet mellom de to", "the knee: the best trade of the two"),
        "pareto.better": ("bedre", "better"),
    }
)
