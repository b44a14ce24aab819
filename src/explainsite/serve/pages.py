"""What the server answers: the built files, with the reload script added to pages as they pass."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from explainsite.serve.events import Broadcast

PREFIX = "/-explainsite"
"""Where the addresses of the server itself begin; no lane can have this name."""
_RELOAD_TAG = f'<script src="{PREFIX}/reload.js"></script>'
_PLACEHOLDER_TEXT = "<p>There is no page here yet. It appears as soon as a build succeeds.</p>"
_PLACEHOLDER = f"<!doctype html><html lang=en><title>No page yet</title>{_PLACEHOLDER_TEXT}{_RELOAD_TAG}"


def make_app(root: Path, broadcast: Broadcast) -> Starlette:
    """The application that serves the folder `root`."""

    async def events(_: Request) -> Response:
        return StreamingResponse(broadcast.listen(), media_type="text/event-stream")

    async def script(_: Request) -> Response:
        text = (files("explainsite") / "serve" / "reload.js").read_text(encoding="utf-8")
        return Response(text, media_type="text/javascript")

    routes = [
        Route(f"{PREFIX}/events", events),
        Route(f"{PREFIX}/reload.js", script),
        Mount("/", app=_StaticPages(directory=root, html=True)),
    ]
    return Starlette(routes=routes)


class _StaticPages(StaticFiles):
    """Static files; ranges are answered with 206, so that films can be sought in."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path`; pages get the reload script, and nothing is cached."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException:
            response = HTMLResponse(_PLACEHOLDER, status_code=404)
        response.headers["Cache-Control"] = "no-cache"
        file = getattr(response, "path", None)
        if file is None or not str(file).endswith(".html"):
            return response
        return HTMLResponse(
            _with_script(Path(file)), status_code=response.status_code, headers={"Cache-Control": "no-cache"}
        )


def _with_script(page: Path) -> str:
    return page.read_text(encoding="utf-8").replace("</body>", f"{_RELOAD_TAG}</body>")
