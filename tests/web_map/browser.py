"""A real browser with the network off, driven over a pipe: nothing to install beside Chromium.

`find_chromium()` looks for one; `Browser` starts it headless and speaks the DevTools protocol to it.
Everything that a page asks for, says on the console or fails with is kept.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--remote-debugging-pipe",
)
SECONDS = 60.0


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome, that of the variable CHROMIUM first; None where there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


class Page:
    """One page, and what it asked for and said."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session
        self.requests: list[str] = []
        self.blocked: list[str] = []
        self.problems: list[str] = []

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A command of the DevTools protocol, and its answer."""
        return self._browser.send(method, parameters, self._session)

    def open(self, path: Path, *, width: int = 1280, height: int = 900, phone: bool = False) -> None:
        """Open a file, with the network off, on a screen of a size, and wait until it is ready."""
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send(
            "Network.emulateNetworkConditions",
            offline=True,
            latency=0,
            downloadThroughput=0,
            uploadThroughput=0,
        )
        self.resize(width, height, phone=phone)
        self.send(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-reduced-motion", "value": "reduce"}],
        )
        self.send("Page.navigate", url=path.resolve().as_uri())
        self.wait_for("document.readyState === 'complete'")

    def resize(self, width: int, height: int, *, phone: bool = False) -> None:
        """Give the screen a size in CSS pixels; a phone has touch."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        self.send("Emulation.setTouchEmulationEnabled", enabled=phone)

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression; an error in it is raised here."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait_for(self, expression: str, seconds: float = 30.0) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({expression})"):
            if time.monotonic() > end:
                raise AssertionError(f"not so after {seconds} s: {expression}; {self.problems}")
            time.sleep(0.05)

    def press(self, key: str, *, code: str | None = None, shift: bool = False) -> None:
        """Press a key as a person does."""
        numbers = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36}
        numbers |= {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
        common = {
            "key": key,
            "code": code or ("Space" if key == " " else key),
            "windowsVirtualKeyCode": numbers[key],
            "modifiers": 8 if shift else 0,
        }
        text = {" ": " ", "Enter": "\r"}.get(key)
        self.send(
            "Input.dispatchKeyEvent", type="keyDown", **({"text": text} if text else {}), **common
        )
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def point_at(self, x: float, y: float) -> None:
        """Move the mouse to a point of the screen."""
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector: str) -> None:
        """Click the middle of an element with the mouse."""
        x, y = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); "
            "e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect(); "
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tap(self, x: float, y: float) -> None:
        """Touch a point of the screen as a finger does."""
        self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        time.sleep(0.06)  # a shorter touch is none
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A screenshot, of the screen or of the whole page."""
        answer = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(answer["data"]))

    def paper(self) -> bytes:
        """The page as it prints, as PDF."""
        answer = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def notice(self, method: str, parameters: dict[str, Any]) -> None:
        """Keep what the page asks for and complains of."""
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Network.loadingFailed":
            self.blocked.append(parameters.get("blockedReason", parameters["errorText"]))
        elif method == "Runtime.exceptionThrown":
            self.problems.append(str(parameters["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning"):
            self.problems.append(str([row.get("value") for row in parameters["args"]]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.problems.append(parameters["entry"]["text"])


class Browser:
    """A headless Chromium at the other end of two pipes."""

    def __init__(self, process: subprocess.Popen[bytes], write_end: int, read_end: int) -> None:
        self._process = process
        self._write_end = write_end
        self._read_end = read_end
        self._unread = b""
        self._count = 0
        self._pages: dict[str, Page] = {}

    def page(self) -> Page:
        """A new page."""
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        session = attached["sessionId"]
        self._pages[session] = Page(self, session)
        return self._pages[session]

    def send(
        self, method: str, parameters: dict[str, Any] | None = None, session: str | None = None
    ) -> dict[str, Any]:
        """A command, and its answer; events that come in between go to their pages."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self._write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next(method)
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            if "method" in answer and (page := self._pages.get(answer.get("sessionId", ""))):
                page.notice(answer["method"], answer.get("params", {}))

    def _next(self, waiting_for: str) -> dict[str, Any]:
        end = time.monotonic() + SECONDS
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._read_end], [], [], max(0.0, end - time.monotonic()))
            found = os.read(self._read_end, 1 << 16) if ready else b""
            if not found:
                raise AssertionError(f"the browser did not answer {waiting_for}")
            self._unread += found
        message, self._unread = self._unread.split(b"\0", 1)
        parsed: dict[str, Any] = json.loads(message)
        return parsed


@contextmanager
def started(chromium: str, *flags: str) -> Iterator[Browser]:
    """A browser for as long as a block runs; of two flags of one name the later counts."""
    to_child, from_us = os.pipe()
    to_us, from_child = os.pipe()
    # Chromium takes its orders on descriptor 3 and answers on 4, whatever they are with us.
    here, there = os.dup(to_child), os.dup(from_child)

    def settle() -> None:
        high_in, high_out = os.dup2(here, 201), os.dup2(there, 202)
        os.dup2(high_in, 3)
        os.dup2(high_out, 4)

    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [chromium, *FLAGS, *flags, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=settle,
            pass_fds=(3, 4),
        )
        for descriptor in (to_child, from_child, here, there):
            os.close(descriptor)
        try:
            yield Browser(process, from_us, to_us)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            os.close(from_us)
            os.close(to_us)
