# Tools from npm that tests measure with. They are no part of the site: each folder that needs some has
# a package.json and a lock, and they are installed from the lock into .kb/, once.
"""Install npm tools from a committed lock."""

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


def install_tools(package: Path, name: str) -> Path | str:
    """Return the folder that holds the tools of `package`, or why they could not be installed."""
    if not has_node():
        return "there is no node or no npm"
    lock = (package / "package-lock.json").read_bytes()
    folder = ROOT / ".kb" / f"{name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    # Tests run on several cores: one installs, the others wait for it.
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if (folder / "ready").exists():
            return folder
        for file in ("package.json", "package-lock.json"):
            shutil.copy(package / file, folder / file)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return f"npm could not install {name}: {done.stderr.strip()[-300:]}"
        (folder / "ready").touch()
    return folder
