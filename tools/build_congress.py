"""Write the codebook page of United States legislators from the public-domain congress-legislators project.

Usage: python tools/build_congress.py legislators-current.yaml YYYY-MM-DD > people_congress.yaml
The date is that of the snapshot: nothing is known after it. Source: https://github.com/unitedstates/congress-legislators
(CC0 1.0).
"""

import sys
from pathlib import Path
from typing import Any

import yaml

HEADER = """\
# Members of the United States Congress with the dates of their terms and their Wikidata ids. Built by
# tools/build_congress.py from the congress-legislators project (https://github.com/unitedstates/congress-legislators,
# CC0 1.0). The line format is that of the other people pages; an open end means "serving at known_until".
"""


def merged_terms(terms: list[dict[str, Any]], snapshot: str) -> list[tuple[str, str, str]]:
    """Return (code, start, end) with consecutive terms of one chamber joined; the running term has no end."""
    spells: list[tuple[str, str, str]] = []
    for term in terms:
        code = "SEN" if term["type"] == "sen" else "REP"
        start, end = str(term["start"]), str(term["end"])
        if spells and spells[-1][0] == code and start[:4] <= str(int(spells[-1][2][:4]) + 1):
            start = spells.pop()[1]
        spells.append((code, start, end))
    code, start, end = spells[-1]
    if end >= snapshot:
        spells[-1] = (code, start, "")
    return spells


def names(name: dict[str, str]) -> list[str]:
    """Return the names by which the press knows a member, the fullest first."""
    full = name.get("official_full") or f"{name['first']} {name['last']}"
    found = [full, f"{name['first']} {name['last']}"]
    if "nickname" in name:
        found.append(f"{name['nickname']} {name['last']}")
    return list(dict.fromkeys(n.replace("“", "").replace("”", "").removesuffix(", Jr.") for n in found))


def main(source: str, snapshot: str) -> None:
    """Write the page to standard output."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    members = yaml.load(Path(source).read_text("utf-8"), loader)  # a safe loader
    lines = [HEADER + f'known_until: "{snapshot}"', "people:", "  USA: |"]
    for member in members:
        known = [*names(member["name"]), *([member["id"]["wikidata"]] if "wikidata" in member["id"] else [])]
        spells = "; ".join(f"{code} {start}/{end}" for code, start, end in merged_terms(member["terms"], snapshot))
        lines.append(f"    {' = '.join(known)}: {spells}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
