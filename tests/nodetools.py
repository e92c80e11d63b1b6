# Programs that run on Node and are used by tests: installed by npm from a committed lock into .kb/,
# once for each state of the lock. Nothing else is fetched.
"""Install what tests need from npm."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def has_node() -> bool:
    """Return whether Node and npm are here."""
    return bool(shutil.which("node") and shutil.which("npm"))


def install(source: Path, name: str) -> Path | str:
    """Return the folder with what `source/package.json` asks for, or why there is none."""
    if not has_node():
        return "there is no node or no npm"
    lock = (source / "package-lock.json").read_bytes()
    folder = ROOT / ".kb" / f"{name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    # Tests run on several cores: one installs, the others wait for it.
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if (folder / "ready").exists():
            return folder
        for file in ("package.json", "package-lock.json"):
            shutil.copy(source / file, folder / file)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return f"npm could not install {name}: {done.stderr.strip()[-300:]}"
        (folder / "ready").touch()
    return folder
