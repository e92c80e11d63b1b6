# Where the nodes of the whole graph stand. A layout of our own instead of a force simulation: it
# is the same on every machine, needs next to no time, and says something. Incidents stand on a ring
# in order of date, like a clock of years; what belongs to one incident only lies in a fan outside
# of it; what several share lies inside, between them, and is pushed apart where it overlaps.
"""Positions for the graph of the whole base."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

RING = 1000.0
"""Radius of the ring of incidents."""
FAN = 90.0
"""Distance between the rows of a fan."""
GAP = 60.0
"""Least distance between two nodes inside the ring."""
ROUNDS = 80
GOLDEN = math.pi * (3 - math.sqrt(5))


def lay_out(
    ring: Sequence[str], others: Sequence[str], neighbours: Mapping[str, Sequence[str]]
) -> dict[str, tuple[int, int]]:
    """Return whole-number coordinates of every node.

    `ring` are the nodes on the ring, in order; `neighbours` gives the nodes tied to the `others`.
    """
    angles = {name: 2 * math.pi * at / max(len(ring), 1) for at, name in enumerate(ring)}
    placed = {name: _polar(RING, angle) for name, angle in angles.items()}
    fans: dict[str, list[str]] = {name: [] for name in ring}
    inner: list[str] = []
    for name in others:
        anchors = list(dict.fromkeys(n for n in neighbours.get(name, ()) if n in angles))
        if len(anchors) == 1:
            fans[anchors[0]].append(name)
        else:
            inner.append(name)
    width = 2 * math.pi / max(len(ring), 1)
    for name, fan in fans.items():
        _place_fan(placed, angles[name], width, fan)
    _place_inner(placed, inner, neighbours)
    return {name: (round(x), round(y)) for name, (x, y) in placed.items()}


def _polar(radius: float, angle: float) -> tuple[float, float]:
    # Twelve o'clock first, then clockwise, as people read a clock.
    return radius * math.sin(angle), radius * math.cos(angle)


def _place_fan(
    placed: dict[str, tuple[float, float]], angle: float, width: float, fan: Sequence[str]
) -> None:
    """Put nodes in rows outside of the ring, as many a row as there is room for."""
    done, row = 0, 1
    while done < len(fan):
        radius = RING + row * FAN + 40
        room = max(1, int(width * 0.9 * radius / GAP))
        here = fan[done : done + room]
        for at, name in enumerate(here):
            shift = (at - (len(here) - 1) / 2) * GAP / radius
            placed[name] = _polar(radius, angle + shift)
        done += len(here)
        row += 1


def _place_inner(
    placed: dict[str, tuple[float, float]],
    inner: Sequence[str],
    neighbours: Mapping[str, Sequence[str]],
) -> None:
    """Put shared nodes between their neighbours, and push apart what lies on each other."""
    spots: dict[str, list[float]] = {}
    for at, name in enumerate(inner):
        known = [placed[n] for n in neighbours.get(name, ()) if n in placed]
        spread = GAP * math.sqrt(at + 1) / 2
        x = sum(p[0] for p in known) / len(known) * 0.8 if known else 0.0
        y = sum(p[1] for p in known) / len(known) * 0.8 if known else 0.0
        spots[name] = [
            x + math.cos(at * GOLDEN) * spread / 4,
            y + math.sin(at * GOLDEN) * spread / 4,
        ]
    for _ in range(ROUNDS):
        _push_apart([spots[name] for name in inner])
    for name in inner:
        x, y = spots[name]
        distance = math.hypot(x, y)
        limit = RING - 120
        scale = limit / distance if distance > limit else 1.0
        placed[name] = (x * scale, y * scale)


def _push_apart(spots: list[list[float]]) -> None:
    for i, a in enumerate(spots):
        for b in spots[i + 1 :]:
            dx, dy = b[0] - a[0], b[1] - a[1]
            distance = math.hypot(dx, dy)
            if distance >= GAP:
                continue
            if distance == 0:
                dx, dy, distance = 1.0, 0.5, 1.2
            push = (GAP - distance) / distance / 2
            a[0] -= dx * push
            a[1] -= dy * push
            b[0] += dx * push
            b[1] += dy * push
