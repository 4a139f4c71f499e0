"""Serving the page: a free port of this machine, until Ctrl-C or until nobody looks at it any more."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Callable

import uvicorn

from planner.explore.server import explore_app
from planner.explore.session import Session

HOST = "127.0.0.1"
ALONE_SECONDS = 300.0
"""A page that is open asks for news all the time; browsers let a hidden one ask once a minute."""
_SECONDS_BETWEEN_LOOKS = 1.0


def serve(
    session: Session,
    opened: Callable[[str], None],
    *,
    port: int = 0,
    alone_seconds: float | None = ALONE_SECONDS,
) -> None:
    """Serve until Ctrl-C, or until no page has asked for so long after the first did.

    Args:
        session: what is explored.
        opened: called with the address as soon as it answers.
        port: a port of this machine; 0 takes a free one.
        alone_seconds: None goes on until Ctrl-C.

    Raises:
        OSError: the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(18)
        last: list[float] = []

        def heard() -> None:
            last[:] = [time.monotonic()]

        hosts = (f"{HOST}:{port}", f"localhost:{port}")
        app = explore_app(session, token, hosts, heard)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=2,
            server_header=False,
        )  # fmt: skip
        server = uvicorn.Server(config)

        def watch() -> None:
            while not server.started and not server.should_exit:
                time.sleep(0.02)
            opened(f"http://{HOST}:{port}/{token}/")
            while alone_seconds is not None and not server.should_exit:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
                if last and time.monotonic() - last[0] > alone_seconds:
                    server.should_exit = True

        threading.Thread(target=watch, daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
            server.run(sockets=[listening])
    finally:
        listening.close()
        session.close()
