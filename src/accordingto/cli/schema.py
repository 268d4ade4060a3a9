"""``accordingto schema``: the record contract as JSON Schema."""

import json

from accordingto.cli.console import emit


def schema() -> None:
    """Print the JSON Schema of the JSON-lines contract."""
    from accordingto.records import json_schema

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
