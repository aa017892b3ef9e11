"""Where the programs are that these tests start."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "find-service.sh"


def folder_of(service: str) -> Path:
    """The folder of `java` or `postgres`, as scripts/install-services.sh looks for it too."""
    found = subprocess.run([SCRIPT, service], capture_output=True, text=True, check=False)
    if found.returncode:
        raise FileNotFoundError(
            f"no {service} that these tests can use is installed; `make test-services` installs it"
        )
    return Path(found.stdout.strip())
