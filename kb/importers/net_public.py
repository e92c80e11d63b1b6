# A page may lead an editor's machine anywhere: to its own services, to those of the network it
# stands in, to the data of the cloud it runs in. So every name is looked up first, all of its
# addresses must be public, and the connection is made to the address that was looked at: a name
# that means something else a moment later changes nothing.
#
# The lists are written out, because `ipaddress.is_global` has changed its mind between patch
# releases of Python (192.0.0.0/24, 64:ff9b:1::/48, 3fff::/20).
"""Look up a host, and refuse addresses that are not public."""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass
from typing import Any

from kb.errors import UsageError
from kb.importers.net_deadline import Deadline
from kb.problems import quoted

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
"""IANA's special-purpose registry, whole, and multicast."""
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20")
)
"""Inside of 2000::/3; Teredo is in the first."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)

_INTRANET = tuple(
    ipaddress.ip_network(text)
    for text in (
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
        "::1/128", "fc00::/7",
    )
)  # fmt: skip
_METADATA = frozenset(
    ipaddress.ip_address(text) for text in ("100.100.100.200", "fd00:ec2::254", "fd20:ce::254")
)
"""Where clouds keep what their machines may know; 169.254.169.254 is no intranet anyway."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that was looked at and may be connected to."""

    family: int
    place: tuple[str, int] | tuple[str, int, int, int]
    """As `socket.connect` takes it."""
    is_public: bool


def is_public(address: IPAddress) -> bool:
    """Return whether an address is one that anybody on the internet could reach.

    An IPv6 address that carries one of IPv4 (mapped, NAT64, 6to4) is judged by that, one that
    leads into a tunnel (Teredo, ISATAP) is not public. A network's own prefix for NAT64 cannot be
    told from any other address.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return address in _UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)


def is_intranet(address: IPAddress) -> bool:
    """Return whether an address may be asked when a person allows private ones.

    Link-local addresses, those for many at once and those of a cloud's metadata never are.
    """
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address not in _METADATA and any(
        address in network for network in _INTRANET if network.version == address.version
    )


def look_up(host: str, port: int) -> list[tuple[int, tuple[str | int, ...]]]:
    """Return family and place of every address of a host.

    Raises:
        OSError: It has none.
    """
    rows: list[Any] = list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    return list(dict.fromkeys((int(row[0]), tuple(row[4])) for row in rows))


def resolve(host: str, port: int, deadline: Deadline, *, allow_private: bool) -> list[Endpoint]:
    """Return the addresses of a host, when it may be asked.

    Raises:
        UsageError: One of them is not public.
        OSError: It has none, or the time is up.
    """
    found: list[Endpoint] = []
    for family, place in _look_up_in_time(host, port, deadline):
        text = str(place[0])
        address = ipaddress.ip_address(text.partition("%")[0])
        if not (is_public(address) or (allow_private and is_intranet(address))):
            message = f"{quoted(host, 100)} is at {quoted(text)}, which is no public address"
            hint = "save the page in a browser and give the file"
            if is_intranet(address):
                hint += "; --allow-private asks a server of your own network"
            raise UsageError(f"{message}, and is not asked; {hint}")
        whole = (text, port) if len(place) < 4 else (text, port, int(place[2]), int(place[3]))
        found.append(Endpoint(family, whole, is_public(address)))
    if not found:
        raise OSError("the name has no address")
    return found


def _look_up_in_time(
    host: str, port: int, deadline: Deadline
) -> list[tuple[int, tuple[str | int, ...]]]:
    """Look a host up in a thread: the system's resolver knows no limit of time."""
    answers: list[list[tuple[int, tuple[str | int, ...]]]] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            answers.append(look_up(host, port))
        except Exception as error:
            errors.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(deadline.left())
    if worker.is_alive():
        raise TimeoutError("nobody says in time where it is")
    if errors:
        raise errors[0]
    return answers[0]
