"""The `kb` command as a module, for child processes of tests."""

from kb.cli import main

if __name__ == "__main__":
    main(prog_name="kb")
