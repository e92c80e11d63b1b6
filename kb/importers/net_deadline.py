# `socket.settimeout` limits one wait, and a server that sends a byte a second never reaches it.
# Here every wait gets what is left of the whole, and every byte is counted, header lines too.
"""One limit of time and size over all that is read from a connection."""

from __future__ import annotations

import io
import socket
import time
from typing import Any


class TooMuchError(Exception):
    """A server sends more than is taken."""


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        """Begin to count now."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left, more than none.

        Raises:
            TimeoutError: There are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"it took over {self.seconds:g} seconds in all")
        return left


class _Bytes(io.RawIOBase):
    """What comes from a socket, until time or size is up."""

    def __init__(self, connection: socket.socket, deadline: Deadline, limit: int) -> None:
        self._connection = connection
        self._deadline = deadline
        self._room = limit

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for bytes as long as there is time."""
        self._connection.settimeout(self._deadline.left())
        try:
            count = self._connection.recv_into(buffer)
        except TimeoutError:
            self._deadline.left()
            raise
        self._room -= count
        if self._room < 0:
            raise TooMuchError
        return count


class TimedSocket:
    """A socket as `http.client` reads it, with one deadline and one limit over everything."""

    def __init__(self, connection: socket.socket, deadline: Deadline, limit: int) -> None:
        """Take a connected socket; `limit` is in bytes."""
        self._connection = connection
        self._deadline = deadline
        self._limit = limit

    def sendall(self, data: bytes) -> None:
        """Send everything, in what is left of the time."""
        self._connection.settimeout(self._deadline.left())
        self._connection.sendall(data)

    def makefile(self, _mode: str = "rb") -> io.BufferedReader:
        """Return what comes back."""
        return io.BufferedReader(_Bytes(self._connection, self._deadline, self._limit))
