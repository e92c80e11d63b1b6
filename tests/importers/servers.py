"""Small servers on this machine that send exactly the bytes a test wants, at its pace."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Reply = Callable[[socket.socket, str], None]
"""Answers one request: the connection, and the path that was asked for."""


@contextmanager
def serving(reply: Reply) -> Iterator[tuple[str, list[bytes]]]:
    """Run a server; give its address and, filled as they come, the requests it gets."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    requests: list[bytes] = []
    is_over = threading.Event()

    def work() -> None:
        while not is_over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(5)
                try:
                    request = connection.recv(65_536)
                    requests.append(request)
                    parts = request.split(b" ")
                    reply(connection, parts[1].decode("latin-1") if len(parts) > 1 else "")
                except OSError:
                    continue  # whoever asked has gone away

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", requests
    finally:
        is_over.set()
        thread.join()
        listener.close()


def sending(data: bytes) -> Reply:
    """Return a server that sends these bytes and closes."""
    return lambda connection, _: connection.sendall(data)


def dripping(head: bytes, drop: bytes, pause: float = 0.02) -> Reply:
    """Return a server that sends `head`, then one drop after the other until nobody listens."""

    def reply(connection: socket.socket, _: str) -> None:
        connection.sendall(head)
        connection.settimeout(pause)
        while True:
            connection.sendall(drop)
            try:
                if not connection.recv(1):
                    return
            except TimeoutError:
                continue

    return reply


def page(body: bytes, *headers: str) -> bytes:
    """Return a whole answer with a page."""
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def leading(to: str, status: int = 302) -> bytes:
    """Return an answer that leads to another address."""
    head = f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
    return head.encode("utf-8")
