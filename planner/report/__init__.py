"""Alternatives → comparison, tables, verdicts, maps and results folders.

compare(alternatives)                        side by side, the best of each row marked fairly
comparison_text, _json, _csv, write_comparison_xlsx      the same in four forms
alternative_text, alternative_json           one alternative by itself
write_run, write_comparison                  a results folder, complete or not at all
draw_map(region, travel, scenario, plan, path)

Names are imported when they are first used: the command line must start fast.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
