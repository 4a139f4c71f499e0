"""A group of commands whose own work needs no word: `sweep study.yaml` is `sweep run study.yaml`."""

from __future__ import annotations

import click

from planner.commands.spoken import Group

OWN = "run"


class OwnFirst(Group):
    """Where the first argument names no command of the group, it goes to the command `run`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the word in that was left out."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [OWN, *args]
        return super().parse_args(ctx, args)
