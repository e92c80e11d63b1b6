#!/usr/bin/env bash
# The Python package edtf 5.0.2 reads "about January 2024" (2024-01~) as any day of 27 months, from
# 1 December 2022 to 28 February 2025: it adds the margin of a year to the margin of a month. "About
# 18 January 2024" gets the margins of day, month and year together (17 December 2022 to 19 February
# 2025). A date that is known to about a month thus reaches nearly as far as one that is known only
# to about a year (2024~: 2023 to 2025), and the day does too. Whoever filters or sorts by these fuzzy
# bounds cannot tell the three apart. The question mark (2024-01?) is treated in the same way.
#
# Seen: lower_fuzzy and upper_fuzzy of 2024~, 2024-01~, 2024-01? and 2024-01-18~.
# Ends with 1 when this is so no more: a month in doubt reaches less than a year to either side.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "edtf==5.0.2"

"$folder/venv/bin/python" - <<'PYTHON'
import datetime as dt
import sys

from edtf import parse_edtf, struct_time_to_date

seen = {}
for text in ("2024~", "2024-01~", "2024-01?", "2024-01-18~"):
    date = parse_edtf(text)
    first, last = struct_time_to_date(date.lower_fuzzy()), struct_time_to_date(date.upper_fuzzy())
    seen[text] = (first, last)
    print(f"{text}: {first} to {last}, {(last - first).days + 1} days")

described = {
    "2024~": (dt.date(2023, 1, 1), dt.date(2025, 12, 31)),
    "2024-01~": (dt.date(2022, 12, 1), dt.date(2025, 2, 28)),
    "2024-01?": (dt.date(2022, 12, 1), dt.date(2025, 2, 28)),
    "2024-01-18~": (dt.date(2022, 12, 17), dt.date(2025, 2, 19)),
}
if seen == described:
    print("as described")
else:
    print("not as described: look again", file=sys.stderr)
    sys.exit(1)
PYTHON
