"""The HTTP server: werkzeug's, a thread per connection."""

import os
import socket
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server


class _Handler(MotoRequestHandler):
    """Connections stay open between calls, an answer is sent at once, and no line is printed for it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        """Ends the connection without a word: closing a socket that lingers for no time resets it (socket(7),
        SO_LINGER)."""
        self.close_connection = True
        linger_for_no_time = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        try:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_for_no_time)
            os.close(self.connection.detach())
        except OSError:
            pass  # the client was faster


def listen(application: Any, port: int) -> BaseWSGIServer:
    """Listens on the loopback interface; port 0 takes a free one, which the server's `server_port` tells."""
    return make_server("127.0.0.1", port, application, threaded=True, request_handler=_Handler)
