"""Puts the language and the policies into a wheel, beside the code that reads them.

An editable install gets no copy: there they are read from the checkout, so that a change to a
policy shows at once.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataFolders(BuildHookInterface[Any]):
    """Adds `grammar/` and `policies/` to a wheel as `bokrules/_data/…`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        for folder in ("grammar", "policies"):
            build_data["force_include"][folder] = f"bokrules/_data/{folder}"
