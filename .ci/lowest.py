"""Prints pip's constraints for the lowest versions that pyproject.toml allows, those of the extras too."""

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
BOUNDS = re.compile(r"(?P<name>[\w.-]+)>=(?P<lowest>[\w.]+),<[\w.]+(?P<marker>; .+)?")


def constraints(requirements: list[str]) -> list[str]:
    """Return "name==lowest" for each "name>=lowest,<highest"; raises ValueError for one without both bounds."""
    found = []
    for requirement in requirements:
        bounds = BOUNDS.fullmatch(requirement)
        if not bounds:
            raise ValueError(f"{requirement}: write name>=lowest,<highest")
        found.append(f"{bounds['name']}=={bounds['lowest']}{bounds['marker'] or ''}")
    return found


if __name__ == "__main__":
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    others = [line for line in (*project["dependencies"], *extras) if not line.startswith(f"{project['name']}[")]
    sys.stdout.writelines(f"{line}\n" for line in constraints(others))
