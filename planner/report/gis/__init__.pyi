from .export import write_geojson as write_geojson
from .export import write_geopackage as write_geopackage
from .frames import frame_of as frame_of
from .layers import layers_of as layers_of
