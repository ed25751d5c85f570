"""Starting the server: the port is tried first, then the index, then the page; each trouble is said in one line."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

import uvicorn

from assistant.conversation import Assistant
from assistant.errors import BusyError


def serve(open_assistant: Callable[[], Assistant], host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        BusyError: the port is in use.
    """
    _try_port(host, port)
    with open_assistant() as assistant:
        os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # before gradio is imported: it calls out at start
        from assistant.api.app import make_app
        from assistant.ui.page import mount_page

        app = mount_page(make_app(assistant), assistant)
        print(f"รางวัลเลิศรัฐ assistant: http://{host}:{port}  (API: http://{host}:{port}/api/docs, stop with Ctrl+C)", flush=True)
        uvicorn.run(app, host=host, port=port, log_level="warning")


def _try_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            raise BusyError(
                f"cannot serve on {host}:{port}: {error.strerror}",
                f"Is the assistant running already? Open http://{host}:{port}, or choose another port: assistant ui --port {other}",
            ) from error
