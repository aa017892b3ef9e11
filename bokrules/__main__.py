"""`python -m bokrules`, and the program `bokrules`."""

import gc
import sys

MOST_NEW = 100_000


def start() -> int:
    """Run the command that was given and return its exit code."""
    # Nearly all that is made at the start stays to the end: looking for garbage often is in vain.
    gc.set_threshold(MOST_NEW)
    from bokrules.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
