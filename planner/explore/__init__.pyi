from .actions import Action as Action
from .actions import parse_action as parse_action
from .history import History as History
from .history import State as State
from .server import explore_app as explore_app
from .serving import serve as serve
from .session import Session as Session
