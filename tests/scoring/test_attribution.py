import importlib.util
import random
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from accordingto.scoring import polnear
from accordingto.scoring.attribution import (
    Attribution,
    Counts,
    characters,
    figure,
    form_of,
    is_speech,
    quoted,
    score_article,
    speech_cues,
    trimmed,
    unify_quotes,
)
from accordingto.scoring.base import BareTools, Options

TEXT = "“The bridge is gone,” Mayor Ida Holm said. She feared that the ferry would stop too."


def at(words: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    start = text.index(words)
    return ((start, start + len(words)),)


QUOTE = Attribution(at("Mayor Ida Holm"), at("said"), at("The bridge is gone,"))
FEAR = Attribution(at("She"), at("feared"), at("that the ferry would stop too"))


def test_gold_against_itself_is_perfect_in_every_form() -> None:
    counts = score_article(TEXT, [QUOTE, FEAR], [QUOTE, FEAR])
    metrics = polnear.to_metrics(counts)
    assert metrics["linked_f1"] == metrics["linked_f1_direct"] == metrics["linked_f1_indirect"] == 100
    assert metrics["linked_f1_mixed"] == 0


def test_quotation_marks_and_white_space_make_no_difference() -> None:
    with_marks = Attribution(QUOTE.source, QUOTE.cue, at("“The bridge is gone,” "))
    assert figure(score_article(TEXT, [QUOTE], [with_marks]), "linked").f1 == 1


def test_wrong_source_breaks_the_link_but_not_the_content() -> None:
    wrong = Attribution(at("ferry"), QUOTE.cue, QUOTE.content)
    counts = score_article(TEXT, [QUOTE], [wrong])
    assert figure(counts, "linked").f1 == 0
    assert figure(counts, "content").f1 == 1
    assert figure(counts, "source_given_content").f1 == 0


def test_both_sources_empty_agree() -> None:
    silent = Attribution((), FEAR.cue, FEAR.content)
    assert figure(score_article(TEXT, [silent], [silent]), "linked").f1 == 1


def test_one_long_system_statement_answers_one_gold_statement_only() -> None:
    twice = [FEAR, FEAR]
    assert figure(score_article(TEXT, twice, [FEAR]), "linked").recall == 0.5


def test_recall_is_split_by_speech_and_other_cues() -> None:
    metrics = polnear.to_metrics(score_article(TEXT, [QUOTE, FEAR], [QUOTE]))
    assert metrics["linked_recall_speech"] == 100
    assert metrics["linked_recall_other"] == 0
    assert is_speech(QUOTE, TEXT, speech_cues())


def test_forms_by_share_inside_double_marks() -> None:
    text = 'He called it “a farce” and "left'
    mask = quoted(text)
    assert form_of(characters([(14, 21)], text), text, mask) == "direct"
    assert form_of(characters([(3, 21)], text), text, mask) == "mixed"
    assert form_of(characters([(0, 9)], text), text, mask) == "indirect"
    assert form_of(characters([(len(text) - 4, len(text))], text), text, mask) == "direct"


def test_wire_style_apostrophes_become_one_mark_of_the_same_length() -> None:
    assert unify_quotes("``No,'' he said") == '" No,"  he said'
    assert trimmed(((0, 5),), '" No,') == ((2, 4),)


def test_brat_contents_of_several_pieces_join() -> None:
    spans = "T1\tSource 0 3\tShe\nT2\tContent 5 9;12 15\tabc\nT3\tContent 20 22\tx\n"
    event = "E1\tCue:T1 Source:T1 Content:T2 Content2:T3"
    assert polnear.read_annotations(spans + event) == (Attribution(((0, 3),), ((0, 3),), ((5, 9), (12, 15), (20, 22))),)


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)).map(lambda t: (t[0], t[0] + t[1])), max_size=2)
STATEMENTS = st.lists(st.builds(Attribution, SPANS.map(tuple), SPANS.map(tuple), SPANS.map(tuple)), max_size=4)


@given(STATEMENTS, STATEMENTS)
def test_figures_stay_between_nothing_and_all(gold: list[Attribution], found: list[Attribution]) -> None:
    counts = score_article(TEXT, [g for g in gold if g.content], [f for f in found if f.content])
    for metric in ("linked", "content", "content_any", "linked_any", "exact_cue"):
        assert all(0 <= value <= 1 for value in figure(counts, metric))


def _reference(folder: Path):
    spec = importlib.util.spec_from_file_location("score_statements", folder / "statements" / "score_statements.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _blurred(statement: Attribution, length: int, rng: random.Random) -> Attribution:
    """A statement as an imperfect system might give it."""
    start, end = statement.content[0]
    moved = (max(0, start - rng.randint(0, 9)), min(length, end + rng.randint(0, 12)))
    source = () if rng.random() < 0.2 else statement.source
    return Attribution(source, statement.cue[: rng.randint(0, 2)], (moved, *statement.content[1:]))


def test_agrees_with_the_reference_scorer(gold_root: Path, nlp) -> None:
    reference, rng = _reference(gold_root), random.Random(7)
    articles = polnear.read(gold_root / "statements" / "polnear_dev", Options(BareTools(nlp)))[:12]
    ours: Counts = Counter()
    theirs: Counter = Counter()
    for article in articles:
        found = [_blurred(s, len(article.text), rng) for s in article.gold if rng.random() < 0.8]
        ours += score_article(article.text, article.gold, found)
        as_dicts = ([s._asdict() for s in statements] for statements in (article.gold, found))
        theirs += reference.score_doc(article.text, *as_dicts)
    names = {"content": "content@.8", "content_any": "content@any", "linked_any": "linked@any"}
    names |= {"linked": "linked", "source_given_content": "source|content"}
    names |= {f"exact_{role}": f"exact-{role}" for role in ("source", "cue", "content")}
    names |= {f"exact_{role}_trimmed": f"exact-{role}~" for role in ("source", "cue", "content")}
    for own, other in names.items():
        for form in ("all", "direct", "mixed", "indirect"):
            assert figure(ours, own, form) == reference.prf(theirs, other, form), (own, form)


def test_the_list_of_speech_cues_is_the_protocols(gold_root: Path) -> None:
    words = (gold_root / "statements" / "speech_cues.txt").read_text("utf-8").split()
    assert speech_cues() == frozenset(words)
