"""The room for scripts and notebooks: what `import planner` offers beyond the steps of the way.

region_from_frames, travel_from_matrix     a region and travel times from DataFrames, a graph, a matrix
region_frames, run_frames                  a region and a run as GeoDataFrames
indicators_frame, comparison_frame, study_frame    figures as DataFrames
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
