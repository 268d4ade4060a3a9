"""What pages set in or break up: embedded posts, furniture, marks inside marks; what is made clear."""

from spacy.language import Language

from accordingto import text as texts
from accordingto.reading import statements
from accordingto.reading.zones import with_zones
from accordingto.records import Report, Statement, Tags


def read(nlp: Language, text: str) -> tuple[Statement, ...]:
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    return statements.find(nlp(text), with_zones(report), Tags())


def told(found: tuple[Statement, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(s.speaker.mention.text if s.speaker else "", s.form, tuple(m.text for m in s.content)) for s in found]


def test_an_embedded_post_is_said_by_the_account_that_signs_it(nlp: Language) -> None:
    text = (
        "The governor answered within the hour.\n\n"
        "The dam is sound and the sirens were a test. — Ana Q. Roe (@anaroe) May 1, 2018\n\n"
        "Engineers were on their way."
    )
    assert told(read(nlp, text)) == [
        ("Ana Q. Roe", "direct", ("The dam is sound and the sirens were a test.",)),
    ]


def test_two_posts_of_one_paragraph_are_two_statements(nlp: Language) -> None:
    text = "The weir held. — Ana Roe (@anaroe) May 1, 2018 We open it at noon. — Ana Roe (@anaroe) May 2, 2018"
    assert [content for _, _, content in told(read(nlp, text))] == [
        ("The weir held.",),
        ("We open it at noon.",),
    ]


def test_an_article_over_its_writers_handle_is_no_post(nlp: Language) -> None:
    text = "The river rose again and the lower town was cut off from the bridge. " * 10 + "— Ana Roe (@anaroe)"
    assert read(nlp, text) == ()


def test_a_line_of_page_furniture_does_not_end_what_somebody_says(nlp: Language) -> None:
    text = (
        '"The captain gave the court his papers," a lawyer told the Harbour Post.\n\n'
        "ADVERTISEMENT\n\n"
        '"He has many views on the case and will keep them to himself."\n\n'
        "The tug lies in Velim."
    )
    (found,) = told(read(nlp, text))
    assert found[0] == "a lawyer"
    assert len(found[2]) == 2


def test_marks_inside_a_quotation_do_not_hide_its_speaker(nlp: Language) -> None:
    text = "“She was mild, only to say that ‘the levies insult’ and she ‘will not be bullied,’ ” Varga tweeted."
    assert [speaker for speaker, _, _ in told(read(nlp, text))] == ["Varga"]


def test_a_denial_inside_a_quotation_does_not_deny_that_it_was_said(nlp: Language) -> None:
    text = "“It was a bad night. No boats on the river,” Varga said on Tuesday."
    assert told(read(nlp, text)) == [("Varga", "direct", ("It was a bad night. No boats on the river",))]


def test_what_is_made_clear_is_said(nlp: Language) -> None:
    assert told(read(nlp, "The minister made it clear that the ferry would not sail.")) == [
        ("The minister", "indirect", ("the ferry would not sail",))
    ]
    assert told(read(nlp, "A report by the auditor makes clear the fund had lost its money."))[0][2] == (
        "the fund had lost its money",
    )
    assert read(nlp, "The minister has not made clear whether the ferry will sail.") == ()


def test_whoever_issues_a_paper_speaks_in_it(nlp: Language) -> None:
    assert told(read(nlp, "The ministry issued a statement saying the bridge was safe.")) == [
        ("The ministry", "indirect", ("the bridge was safe",))
    ]
    assert told(read(nlp, "The ministry released a statement that said the bridge was safe.")) == [
        ("The ministry", "indirect", ("the bridge was safe",))
    ]
    assert read(nlp, "The ministry issued a statement.") == ()


def test_what_somebody_finds_going_on_is_no_statement(nlp: Language) -> None:
    assert read(nlp, "Officers found him sleeping in the doorway of a bar.") == ()


def test_an_abbreviated_rank_ends_no_sentence(nlp: Language) -> None:
    assert [
        speaker for speaker, _, _ in told(read(nlp, '"It hit nobody," said army spokesman Navy Capt. Ana Roe.'))
    ] == ["army spokesman Navy Capt. Ana Roe"]
    assert [speaker for speaker, _, _ in told(read(nlp, '"It is over," said Sens. Ana Roe and Lee Poe.'))] == [
        "Sens. Ana Roe and Lee Poe"
    ]
