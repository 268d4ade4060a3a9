"""A report that takes too long is a problem, and the next is read."""

import threading
import time

import pytest
from msgspec.structs import replace
from spacy.language import Language

from accordingto import pipeline
from accordingto.grounding.actors import ActorResolver
from accordingto.limits import OverLimitError, at_most
from accordingto.records import Problem, Statement
from tests.builders import TEXT, report


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_is_stopped_at_its_limit_and_not_after_it() -> None:
    start = time.process_time()
    with pytest.raises(OverLimitError), at_most(0.05):
        work(20)
    assert time.process_time() - start < 10
    with at_most(0.5):
        pass
    work(0.6)


def test_without_a_limit_or_a_timer_of_its_own_work_just_runs() -> None:
    with at_most(None):
        work(0.01)
    done: list[bool] = []

    def elsewhere() -> None:
        with at_most(0.001):
            work(0.05)
        done.append(True)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert done
    with pytest.raises(OverLimitError), at_most(0.05), at_most(100):  # the outer limit stays
        work(20)


def test_a_report_over_its_limit_is_a_problem_and_the_next_is_read(nlp: Language) -> None:
    tools = pipeline.Tools(nlp, ActorResolver(), limit=60)
    pipeline.read_one(report(), tools)
    long = report(
        "Minister Ana Ruiz said that Lee Park had said that the border would stay shut. " * 60, path="long.txt"
    )
    [[_, problem]] = pipeline.read_reports([long], tools=replace(tools, limit=0.01))
    assert isinstance(problem, Problem)
    assert (problem.reason, problem.path) == ("time limit", "long.txt")
    [reading] = pipeline.read_reports([report(TEXT)], tools=tools)
    assert any(isinstance(record, Statement) for record in reading)


@pytest.mark.parametrize("piece", ["He said that he will ", "said Ana Ruiz ", "the minister of the minister of "])
def test_a_sentence_without_end_is_read_in_a_time_that_grows_with_its_length(nlp: Language, piece: str) -> None:
    doc = nlp(piece * (4_000 // len(piece)))
    assert max(len(sentence) for sentence in doc.sents) <= 301
