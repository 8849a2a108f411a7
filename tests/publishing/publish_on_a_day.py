"""The real command with the day of its clock set: ``TODAY`` in the environment of this test program alone."""

import os
import sys
from datetime import date

from scripts.publish_site import main

if __name__ == "__main__":
    sys.exit(main(today=date.fromisoformat(os.environ.get("TODAY", "2026-11-29"))))
