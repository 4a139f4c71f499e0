from .areas import neighbours_of as neighbours_of
from .areas import sizes_of as sizes_of
from .listed import list_and_choose as list_and_choose
from .partition import PARTITION as PARTITION
from .pockets import without_a_unit as without_a_unit
