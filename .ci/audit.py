"""Hold `requirements.lock` against the published advisories on Python packages.

`make audit` runs it with pip-audit in an environment of its own. Ends with 1 when a pinned package
has a known flaw, and, where KB_REQUIRE_AUDIT is set, when a package could not be looked up.
Elsewhere a machine that does not reach the advisories is told so and passes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

COMMAND = (
    "-m", "pip_audit", "--requirement", "requirements.lock", "--require-hashes", "--disable-pip",
    "--format", "json", "--progress-spinner", "off", "--timeout", "15",
)  # fmt: skip


def main() -> int:
    """Audit the lock and say what came of it."""
    ended = subprocess.run(
        [sys.executable, *COMMAND], capture_output=True, text=True, check=False, timeout=600
    )
    try:
        found = json.loads(ended.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        found = []
        print(ended.stderr.strip()[-500:], file=sys.stderr)  # noqa: T201
    flawed = [(row, flaw) for row in found for flaw in row.get("vulns", ())]
    for row, flaw in flawed:
        fixed = ", ".join(flaw.get("fix_versions", ())) or "no version yet"
        print(f"{row['name']} {row['version']}: {flaw['id']}, mended in {fixed}")  # noqa: T201
    missed = [row["name"] for row in found if "skip_reason" in row]
    number = len(found) - len(missed)
    print(f"audit: {number} packages looked up, {len(missed)} not, {len(flawed)} flaws")  # noqa: T201
    if not number:
        print("audit: the advisories cannot be reached from here: nothing was checked")  # noqa: T201
    is_incomplete = bool(missed) or not found
    return 1 if flawed or (is_incomplete and os.environ.get("KB_REQUIRE_AUDIT")) else 0


if __name__ == "__main__":
    sys.exit(main())
