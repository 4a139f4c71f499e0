from .page import write_web_map as write_web_map
