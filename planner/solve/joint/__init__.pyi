from .joint import JOINT as JOINT
