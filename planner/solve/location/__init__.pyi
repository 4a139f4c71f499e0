from .location import LOCATION as LOCATION
