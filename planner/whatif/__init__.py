"""What-if studies: thousands of runs from one file, resumable, on one machine or many.

    read_study(path), study_of(values)      a study file, or plain values          → StudyFile
    plan_study(study)                       its points, resolved and checked       → Planned
    run_study(study, out)                   solve what is not solved yet           → Ran
    read_table(out)                         one row per point                      → DataFrame
    write_plot(out, path)                   a picture: curve, heat map, tornado, map
    break_even(scenarios, path, low, high)  where one number turns the answer      → BreakEven

Names are imported when they are first used: the command line must start fast.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
