#!/usr/bin/env python3
"""The tracker's commands: `manage.py up` runs all of it, `manage.py help` lists the others."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- an old Python has to be able to read this file and say so
    sentence = "This needs Python 3.11 or newer, and this is %d.%d: make the virtual environment with a newer one."
    sys.exit(sentence % sys.version_info[:2])
if sys.platform == "win32":
    sys.exit("PostgreSQL and Valkey come for Linux and macOS only: run this inside WSL.")

if __name__ == "__main__":
    from config.commands import main

    sys.exit(main(sys.argv))
