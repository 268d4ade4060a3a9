"""The contract: one object a line, ``record`` first, stable ids, missing as null."""

import json

import msgspec
import pytest

from accordingto.records import RECORD_TYPES, decode, derive_id, encode, json_schema, make_problem
from tests.builders import report, statement


def test_the_record_field_comes_first_and_missing_is_null() -> None:
    line = encode(report(outlet=None))
    assert line.startswith('{"record":"report",')
    assert json.loads(line)["outlet"] is None
    assert "\n" not in line


def test_a_line_reads_back_as_the_same_record() -> None:
    told = report()
    said = statement(told, "Ana Ruiz", "said", "the border stays shut")
    assert decode(encode(said)) == said
    assert decode(encode(told)) == told


def test_a_line_that_breaks_the_contract_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode('{"record":"problem","id":1}')


def test_ids_come_from_content() -> None:
    assert derive_id("event", "r1", 5, 9) == derive_id("event", "r1", 5, 9)
    assert derive_id("event", "r1", 5, 9) != derive_id("event", "r1", 59)
    assert make_problem("a", "s", "r") == make_problem("a", "s", "r")


def test_the_schema_names_every_record_kind() -> None:
    schema = json.dumps(json_schema())
    assert all(f'"{kind}"' in schema for kind in RECORD_TYPES)
