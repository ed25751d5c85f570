"""Settings: environment variables that begin with ``ASSISTANT_`` (for example ``ASSISTANT_DATA_DIR``)."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import AssistantError

PACKAGE = Path(__file__).resolve().parent


def _default_data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "psea-assistant"


class Settings(BaseSettings):
    """Everything that may differ from one installation to the next."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True)

    data_dir: Path = Field(default_factory=_default_data_dir, description="where the index is kept")
    knowledge_dir: Path | None = Field(default=None, description="knowledge files; the shipped ones when empty")
    round: str = Field(default="", description="round that is answered for; the newest one loaded when empty")
    encoder: str = Field(
        default="bundled",
        description="`bundled`, `sentence-transformers:<name or path>` or `openai:<model>`",
    )
    openai_base_url: str = Field(default="", description="address of an OpenAI-compatible embeddings server")
    openai_api_key: str = Field(default="", description="its key, when it wants one")
    chroma_url: str = Field(default="", description="`http://host:port` of a Chroma server; embedded when empty")
    digits: Literal["arabic", "thai"] = Field(default="arabic", description="digits used in answers")
    host: str = Field(default="127.0.0.1", description="address the page is served on")
    port: int = Field(default=7860, ge=1, le=65535, description="port the page is served on")

    def knowledge_root(self) -> Path:
        """Folder that holds ``glossary.yaml`` and one folder a round.

        Raises:
            AssistantError: no such folder.
        """
        if self.knowledge_dir is not None:
            candidates = [self.knowledge_dir]
        else:  # a checkout keeps knowledge/ beside the package, a wheel inside it
            candidates = [PACKAGE.parent / "knowledge", PACKAGE / "_data" / "knowledge"]
        for candidate in candidates:
            if (candidate / "glossary.yaml").is_file():
                return candidate
        raise AssistantError(
            f"no knowledge found in {' or '.join(str(c) for c in candidates)}",
            "Set ASSISTANT_KNOWLEDGE_DIR to the folder that holds glossary.yaml.",
        )


@cache
def load_settings() -> Settings:
    """Read the environment once.

    Raises:
        AssistantError: a value that cannot be used, named with the variable it came from.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"ASSISTANT_{'_'.join(str(part) for part in item['loc']).upper()}: {item['msg']} (got {item['input']!r})" for item in error.errors()]
        raise AssistantError("settings: " + "; ".join(lines), "Correct or unset these variables.") from error
