from .geometry import land_in as land_in
from .geometry import outlines as outlines
from .geometry import window_around as window_around
from .notebook import comparison_html as comparison_html
from .notebook import run_html as run_html
from .page import write_web_map as write_web_map
