"""``accordingto schema``: the record contract as JSON Schema."""

import json
import sys


def schema() -> None:
    """Print the JSON Schema of the JSON-lines contract."""
    from accordingto.records import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
