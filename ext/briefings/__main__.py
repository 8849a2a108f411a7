"""``python -m briefings`` is the command ``briefings``."""

from __future__ import annotations

from briefings.cli.main import entry

if __name__ == "__main__":
    entry()
