"""FastAPI: ``POST /api/ask``, ``GET /api/health``, the fonts of the page, and the page itself at ``/``."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated, Any

import fontpkg_noto_sans_thai
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant import __version__
from assistant.batch import Turn, reply_record
from assistant.conversation import Assistant, State

_LONGEST = 200_000
_FONT = Path(fontpkg_noto_sans_thai.ROOT) / "files" / "NotoSansThai[wdth,wght].ttf"


class AskRequest(BaseModel):
    """A question, with what came before it: earlier messages, or the ``state`` of the last answer."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, StringConstraints(max_length=_LONGEST)]
    history: list[Turn] = Field(default_factory=list, max_length=50)
    state: State | None = None
    round: str | None = None
    trace: bool = False


class _Json(JSONResponse):
    """JSON in which a lone surrogate that somebody sent goes back as an escape, as the machine interface prints it."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", errors="backslashreplace")


def make_app(assistant: Assistant) -> FastAPI:
    """The API over one opened assistant."""
    app = FastAPI(title="PSEA assistant", version=__version__, docs_url="/api/docs", openapi_url="/api/openapi.json", redoc_url=None)

    @app.exception_handler(RequestValidationError)
    def bad_request(_: Request, error: RequestValidationError) -> JSONResponse:
        """What is wrong with a body, without the body: it may hold what JSON cannot (NaN) or be very long."""
        return _Json({"detail": [{key: item[key] for key in ("type", "loc", "msg")} for item in error.errors()]}, status_code=422)

    @app.post("/api/ask")
    def ask(request: AskRequest) -> JSONResponse:
        """Answer one question; ``state`` of the answer continues the conversation."""
        state = request.state or State()
        for earlier in request.history:
            if earlier.role == "user":
                state = assistant.remember(state, earlier.text)
        started = time.perf_counter()
        state, reply = assistant.reply(state, request.question, request.round)
        record = reply_record(reply, (time.perf_counter() - started) * 1000, request.trace)
        record["suggestions"] = list(reply.suggestions)
        record["state"] = state.model_dump()
        return _Json(record)

    @app.get("/api/health")
    def health() -> dict[str, Any]:
        """What is served: version, knowledge and rounds."""
        return {"version": __version__, "knowledge_version": assistant.knowledge.version, "rounds": sorted(assistant.knowledge.rounds)}

    @app.get("/fonts/noto-sans-thai.ttf", include_in_schema=False)
    def font() -> FileResponse:
        """The font of the page; shipped, so that no client needs a Thai font and no request leaves the machine."""
        if not _FONT.is_file():
            raise HTTPException(404)
        return FileResponse(_FONT, media_type="font/ttf", headers={"Cache-Control": "public, max-age=31536000, immutable"})

    return app
