"""Build the whole site: `python build.py` is `kb build`."""

import sys

from kb.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
