"""The page's address on this machine: a small ASGI application that answers nobody else.

Every address begins with a token that only the page that was opened knows. A request for another host
name (a name that somebody has pointed at this machine) and one that another page made are refused;
bodies are bounded; nothing is read or written outside the working folder.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from planner.errors import InputError
from planner.explore.actions import ACTIONS
from planner.explore.page import page_html
from planner.explore.session import Session, StaleError
from planner.messages import message

BODY_BYTES_MAX = 65_536
WAIT_SECONDS_MAX = 25.0
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Endpoint = Callable[[Request], Awaitable[Response]]


def explore_app(session: Session, token: str, hosts: tuple[str, ...], heard: Callable[[], None]) -> Any:
    """The application.

    Args:
        session: what it talks about.
        token: the first part of every address.
        hosts: values of the `Host` header that are this machine (`127.0.0.1:8000`).
        heard: called at every request that was let in.
    """

    def guarded(endpoint: Endpoint) -> Endpoint:
        async def answer(request: Request) -> Response:
            refusal = _refusal(request, hosts)
            if refusal is not None:
                return refusal
            heard()
            try:
                response = await endpoint(request)
            except StaleError:
                view = await run_in_threadpool(session.view)
                response = JSONResponse({"stale": True, "view": view}, status_code=409)
            except InputError as error:
                reasons = [str(f) for f in error.findings] or [str(error)]
                response = JSONResponse({"problems": reasons}, status_code=422)
            response.headers.update(HEADERS)
            return response

        return answer

    async def page(_: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(page_html, session))

    async def state(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(session.view))

    async def act(request: Request) -> Response:
        data = await _body(request)
        return JSONResponse(await run_in_threadpool(session.act, _version(data), data.get("action")))

    async def step(request: Request) -> Response:
        data = await _body(request)
        return JSONResponse(
            await run_in_threadpool(session.step, _version(data), str(data.get("step")))
        )

    async def save(request: Request) -> Response:
        data = await _body(request)
        path = await run_in_threadpool(session.save, str(data.get("name", "")))
        return JSONResponse({"file": path.name})

    async def answer(request: Request) -> Response:
        try:
            version = int(request.query_params.get("version", "0"))
            seconds = float(request.query_params.get("wait", "0"))
        except ValueError:
            raise InputError(message("version and wait are numbers")) from None
        seconds = min(max(seconds, 0.0), WAIT_SECONDS_MAX)
        return JSONResponse(await run_in_threadpool(session.answer, version, seconds))

    async def schema(_: Request) -> Response:
        return JSONResponse(ACTIONS.json_schema())

    at = f"/{token}"
    routes = [
        Route(f"{at}/", guarded(page)),
        Route(f"{at}/api/state", guarded(state)),
        Route(f"{at}/api/act", guarded(act), methods=["POST"]),
        Route(f"{at}/api/step", guarded(step), methods=["POST"]),
        Route(f"{at}/api/save", guarded(save), methods=["POST"]),
        Route(f"{at}/api/answer", guarded(answer)),
        Route(f"{at}/api/schema", guarded(schema)),
    ]
    return Starlette(routes=routes)


def _refusal(request: Request, hosts: tuple[str, ...]) -> Response | None:
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if host not in hosts:
        return PlainTextResponse("not an address of this page", status_code=403)
    if origin is not None and origin not in {f"http://{name}" for name in hosts}:
        return PlainTextResponse("asked by another page", status_code=403)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("asked by another page", status_code=403)
    if request.method == "POST":
        # a form of another page cannot send this type without being asked first
        if not request.headers.get("content-type", "").startswith("application/json"):
            return PlainTextResponse("JSON is expected", status_code=415)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > BODY_BYTES_MAX:
            return PlainTextResponse("too much", status_code=413)
    return None


async def _body(request: Request) -> dict[str, Any]:
    read = b""
    async for piece in request.stream():
        read += piece
        if len(read) > BODY_BYTES_MAX:
            raise InputError(message("the request is too large"))
    try:
        data = json.loads(read)
    except (ValueError, RecursionError):
        raise InputError(message("the request is no JSON")) from None
    if not isinstance(data, dict):
        raise InputError(message("the request is no JSON object"))
    return data


def _version(data: dict[str, Any]) -> int:
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise InputError(message("the request names no version"))
    return version
