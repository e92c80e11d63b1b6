#!/usr/bin/env bash
# The Python package edtf 5.0.2 lets a winter last one month. A season of ISO 8601-2 (2023-24 is a
# winter) is given months by the package: spring March to May, summer June to August, autumn September
# to November, three months each. Winter begins on 1 December and its last strict day is the 31st of
# the same December: January and February belong to no season at all. So an event in the middle of
# January is inside no winter, neither that of the year before nor that of its own year, and a winter
# never reaches over New Year.
#
# Seen: lower_strict and upper_strict of 2023-21, -22, -23, -24.
# Ends with 1 when this is so no more: winter is as long as the others.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "edtf==5.0.2"

"$folder/venv/bin/python" - <<'PYTHON'
import datetime as dt
import sys

from edtf import parse_edtf, struct_time_to_date

lengths = {}
for number, name in ((21, "spring"), (22, "summer"), (23, "autumn"), (24, "winter")):
    season = parse_edtf(f"2023-{number}")
    first, last = struct_time_to_date(season.lower_strict()), struct_time_to_date(season.upper_strict())
    lengths[name] = (last - first).days + 1
    print(f"{name} 2023: {first} to {last}, {lengths[name]} days")

day = dt.date(2024, 1, 15)
inside = [
    text
    for text in ("2023-24", "2024-21", "2024-22", "2024-23", "2024-24")
    if struct_time_to_date(parse_edtf(text).lower_strict())
    <= day
    <= struct_time_to_date(parse_edtf(text).upper_strict())
]
print(f"seasons of the package that hold {day}: {inside or 'none'}")
as_described = lengths["winter"] == 31 and min(lengths["spring"], lengths["summer"], lengths["autumn"]) > 89
if as_described and not inside:
    print("as described")
else:
    print("not as described: look again", file=sys.stderr)
    sys.exit(1)
PYTHON
