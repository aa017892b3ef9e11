"""`python -m bokrules`."""

import sys

from bokrules.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
