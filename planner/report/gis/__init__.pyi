from .export import write_geojson as write_geojson
from .export import write_geopackage as write_geopackage
