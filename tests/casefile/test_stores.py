"""A case is the same wherever it lies: a file or a PostgreSQL server; many read, one writes, no password is shown."""

import json
import shlex
from pathlib import Path

import pytest

from accordingto.casefile import Case, Filters, lines, records
from accordingto.casefile.stores import store_of
from accordingto.cli.app import app
from accordingto.errors import CaseError
from accordingto.records import Statement
from tests import postgres_server
from tests.builders import report, statement
from tests.stores import rows

READER = "reader-1"
SECRET = "hunter2"

QUESTIONS = (
    "show {}",
    "show {} statements --format jsonl",
    "show {} events --format csv",
    "show {} positions --format jsonl",
    "show {} reports --until 2031-03-04 --format jsonl",
    "show {} findings --format jsonl",
    "show {} problems --format jsonl",
    "compare {}",
    "timeline {}",
    "changes {}",
    "positions {} --holder Marsh",
    "check {}",
)


def answers(name: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    found = []
    for question in QUESTIONS:
        words = [word.format(name) for word in question.split()]
        with pytest.raises(SystemExit) as ended:
            app(words)
        assert ended.value.code == 0, question
        told = "".join(capsys.readouterr()).replace(shlex.quote(name), "CASE").replace(name, "CASE")
        found.append(" ".join(told.split()))
    return found


def test_every_command_gives_the_same_answer_whatever_the_store(
    server: str,
    tmp_path: Path,
    crisis_folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # no line is broken, however long the case's name
    names = [str(tmp_path / "case.db"), store_of(postgres_server.new_schema(server)).name]
    for name in names:
        with pytest.raises(SystemExit) as ended:
            app(["read", str(crisis_folder), "--case", name])
        assert ended.value.code == 0
    capsys.readouterr()
    in_file, on_server = (answers(name, capsys) for name in names)
    assert in_file == on_server
    assert rows(names[0]) == rows(names[1])


def odd_ones(case: Case) -> None:
    """Put reports in a case that sort and fold in ways that databases like to disagree about."""
    words = ("Łódź", "STRASSE", "straße", "İzmir", "Ёлка", "zebra", "Zebra", "a_b", "a%b", "Ärger", "ﬁrm", "😀")
    readings = []
    for number, word in enumerate(words):
        one = report(f"Ana Ruiz said {word} stays shut.", path=f"{word}.txt", outlet=word, title=f"{word} {10**12}")
        readings.append((one, [statement(one, "Ana Ruiz", "said", f"{word} stays shut")]))
    case.write(1, READER, readings)


def asked(name: str) -> list[list[str]]:
    with Case(name, read_only=True) as case:
        words = ("łódź", "ŁÓDŹ", "ß", "ss", "i̇zmir", "ёЛКА", "ZEBRA", "_", "%", "ÄRGER", "\\", "😀", "'", "FIRM")
        filters = [Filters(), *(Filters(text=w) for w in words), *(Filters(outlet=w) for w in words)]
        return [list(lines(case, kind, f)) for kind in ("report", "statement") for f in filters]


def test_words_are_found_and_sorted_alike_in_every_script(server: str, tmp_path: Path) -> None:
    names = [str(tmp_path / "case.db"), postgres_server.new_schema(server)]
    for name in names:
        with Case(name) as case:
            odd_ones(case)
    in_file, on_server = map(asked, names)
    assert in_file == on_server
    assert len(in_file[0]) > len(in_file[1]) == len(in_file[2]) == 1


def test_readers_see_a_whole_case_while_another_writes(place: str) -> None:
    first, second = report(), report("Ana Ruiz said ferries sail.", path="b.txt")
    with Case(place) as writer:
        writer.write(1, READER, [(first, [statement(first, "Ana Ruiz", "said", "the border stays shut")])])
        with Case(place, read_only=True) as one, Case(place, read_only=True) as other:
            pages = lines(one, "report")
            assert json.loads(next(pages))["id"] == first.id
            writer.write(1, READER, [(second, [])])
            assert list(pages) == []
            assert len(list(lines(other, "report"))) == 2


def test_a_second_writer_waits_and_is_told_who_is_in_the_way(place: str) -> None:
    with Case(place) as one, Case(place, patience=0.2) as other:
        with one.transaction(), pytest.raises(CaseError, match="another program is writing to it"):
            other.write(1, READER, [(report(), [])])
        other.write(1, READER, [(report(), [])])
        assert one.counts()["report"] == 1


def test_a_reader_cannot_write(place: str) -> None:
    with Case(place):
        pass
    with Case(place, read_only=True) as case, pytest.raises(CaseError):
        case.write(1, READER, [(report(), [])])


def test_tables_of_another_program_are_left_as_they_are(server: str) -> None:
    import psycopg

    name = postgres_server.new_schema(server)
    schema = name.rpartition("%3D")[2]
    with psycopg.connect(server, autocommit=True) as c:
        c.execute(f"CREATE TABLE {schema}.facts (x int)")  # type: ignore[arg-type]
    for read_only in (False, True):
        with pytest.raises(CaseError, match="left as it is"):
            Case(name, read_only=read_only)


def test_a_server_that_ends_the_connection_leaves_nothing_half_written(server: str) -> None:
    name = postgres_server.new_schema(server)
    with Case(name) as case:
        with pytest.raises(CaseError, match="goes on where it stopped"), case.transaction() as c:
            c.exec_driver_sql("INSERT INTO facts VALUES ('half', 'done')")
            c.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        case.write(1, READER, [(report(), [statement(report(), "Ana Ruiz", "said", "the border stays shut")])])
        assert [type(one) for one in records(case, "statement")] == [Statement]
    assert [row[0] for row in rows(name)["facts"] if row[0] == "half"] == []


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        (f"postgresql://ana:{SECRET}@127.0.0.1:1/crisis?sslpassword={SECRET}", "cannot be reached"),
        (f"postgresql://ana:{SECRET}@there:port/crisis", "write postgresql://"),
        (f"mysql://ana:{SECRET}@there/crisis", "a case is a file or an address"),
    ],
)
def test_no_message_shows_a_password(address: str, advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("psycopg", reason=postgres_server.MISSING)
    for words in (["show", address], ["read", "nowhere", "--case", address], ["check", address]):
        with pytest.raises(CaseError, match=advice) as refused:
            app(words, standalone_mode=False)
        assert SECRET not in str(refused.value)
    assert SECRET not in "".join(capsys.readouterr())


def test_no_such_database_or_user_is_said(server: str) -> None:
    with pytest.raises(CaseError, match="createdb"):
        Case(server.replace("/postgres?", "/nowhere?"))
    with pytest.raises(CaseError, match="PGPASSWORD"):
        Case(server.replace("crisis@", "nobody@"))
