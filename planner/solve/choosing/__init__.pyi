from .by_choice import BY_CHOICE as BY_CHOICE
