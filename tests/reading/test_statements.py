"""Statements: source, cue, content and the fields around them, on sentences of an invented crisis."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from accordingto import text as texts
from accordingto.reading import statements
from accordingto.records import Place, Report, Statement, Tags, When, Zone


def report_of(text: str, zones: tuple[Zone, ...] = ()) -> Report:
    return Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, zones)


def read(nlp: Language, text: str, tags: Tags | None = None, zones: tuple[Zone, ...] = ()) -> tuple[Statement, ...]:
    return statements.find(nlp(text), report_of(text, zones), tags or Tags())


def triple(s: Statement) -> tuple[str | None, str | None, list[str]]:
    speaker = s.speaker.mention.text if s.speaker else None
    cue = s.cue.mention.text if s.cue else None
    return speaker, cue, [m.text for m in s.content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the bridge would reopen on Monday.",
         ("The minister", "said", ["the bridge would reopen on Monday"])),
        ("The bridge would reopen on Monday, the minister told reporters.",
         ("the minister", "told", ["The bridge would reopen on Monday"])),
        ("Such closures, she warned, could ruin the harvest.",
         ("she", "warned", ["Such closures", "could ruin the harvest"])),
        ("The river has risen two metres, according to the water authority.",
         ("the water authority", "according to", ["The river has risen two metres"])),
        ("According to the water authority, the river has risen two metres.",
         ("the water authority", "According to", ["the river has risen two metres"])),
        ("General Okoro vowed to retake the northern port.",
         ("General Okoro", "vowed", ["to retake the northern port"])),
        ("Senator Lindqvist confirmed the grain shipments to the islands.",
         ("Senator Lindqvist", "confirmed", ["the grain shipments to the islands"])),
        ("Ana Roe, an engineer, told a reporter that the gates, which froze, had been forced.",
         ("Ana Roe", "told", ["the gates, which froze, had been forced"])),
        ("The gates, said Ana Roe, an engineer, were forced.",
         ("Ana Roe", "said", ["The gates", "were forced"])),
        ("Correction: An earlier report in the Harbour Post said that nine boats sank.",
         ("An earlier report in the Harbour Post", "said", ["nine boats sank"])),
        ("Senator Lindqvist would not say who had told her.",
         ("Senator Lindqvist", "would not say", ["who had told her"])),
        ("The minister did not immediately confirm the sinking.",
         ("The minister", "did not immediately confirm", ["the sinking"])),
    ],
)  # fmt: skip
def test_who_says_what_in_every_syntax(nlp: Language, text: str, expected: tuple[str, str, list[str]]) -> None:
    assert expected in [triple(s) for s in read(nlp, text)]


def test_a_quotation_goes_on_after_its_cue(nlp: Language) -> None:
    (s,) = read(nlp, "“We will not open the gates,” Ana Roe said on Tuesday. “The water would drown the valley.”")
    assert triple(s) == ("Ana Roe", "said", ["We will not open the gates", "The water would drown the valley."])
    assert s.form == "direct"


def test_a_quotation_runs_over_paragraphs(nlp: Language) -> None:
    text = "“We waited for the boats,” said Ana Roe. “Nobody came.\n\n“Then the water took the school.”"
    (s,) = read(nlp, text)
    assert [m.text for m in s.content] == ["We waited for the boats", "Nobody came.", "Then the water took the school."]


def test_a_line_with_a_colon_leads_in(nlp: Language) -> None:
    (s,) = read(nlp, "The governor added:\n\n“Every village will get a pump.”")
    assert triple(s) == ("The governor", "added", ["Every village will get a pump."])


def test_partial_quotations_make_it_mixed_and_are_kept_verbatim(nlp: Language) -> None:
    (s,) = read(nlp, "The envoy said the ceasefire was “as thin as paper” and would not last.")
    assert s.form == "mixed"
    assert [m.text for m in s.verbatim] == ["as thin as paper"]


def test_brackets_and_ellipses_are_edits(nlp: Language) -> None:
    (s,) = read(nlp, "“They [the rebels] left … without a word,” the mayor said.")
    assert s.edits == ("brackets", "ellipsis")


def test_a_second_that_clause_is_a_second_span(nlp: Language) -> None:
    found = read(nlp, "Mr Haddad said that the port was safe and that ships could return.")
    assert [m.text for m in found[0].content] == ["the port was safe", "ships could return"]


def test_the_narrators_participle_is_another_statement_of_the_same_speaker(nlp: Language) -> None:
    found = read(nlp, "“The talks are over,” Haddad said, adding that his team would leave on Friday.")
    assert [triple(s)[:2] for s in found] == [("Haddad", "said"), ("Haddad", "adding")]


def test_told_outlet_is_addressee_and_venue(nlp: Language) -> None:
    (s,) = read(nlp, "Haddad told Harbour News during the Lima summit that the port was safe.")
    assert s.addressee and s.addressee.mention.text == "Harbour News"
    assert s.venue == s.addressee
    assert s.occasion and s.occasion.mention.text == "the Lima summit"


def test_times_and_places_of_the_cue_are_taken_from_the_tags(nlp: Language) -> None:
    text = "The port was safe, Haddad said in Lima on Tuesday."
    day = When(texts.mention(text, text.index("Tuesday"), len(text) - 1), "2031-04-01", "2031-04-01", "day")
    town = Place(texts.mention(text, text.index("Lima"), text.index("Lima") + 4))
    (s,) = read(nlp, text, Tags(times=(day,), places=(town,)))
    assert (s.said_when, s.said_where) == (day, town)


@pytest.mark.parametrize(("cue", "stance"), [("confirmed", "factive"), ("said", "neutral"), ("claimed", "doubting")])
def test_the_cue_says_what_the_narrator_commits_to(nlp: Language, cue: str, stance: str) -> None:
    (s,) = read(nlp, f"The governor {cue} that the dam had failed.")
    assert s.cue and s.cue.stance == stance


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Roe said the dam had failed.", "named"),
        ("Officials said the dam had failed.", "unnamed"),
        ("The government said the dam had failed.", "collective"),
        ("The report said the dam had failed.", "document"),
        ("The Harbour Times reported that the dam had failed.", "outlet"),
    ],
)
def test_source_types(nlp: Language, text: str, kind: str) -> None:
    (s,) = read(nlp, text)
    assert s.source_type == kind


def test_attitudes_and_withheld_words_are_no_statements_by_default(nlp: Language) -> None:
    text = "The farmers want more water. Ana Roe did not disclose her sources. The storm showed no signs of weakening."
    assert read(nlp, text) == ()
    wanted = statements.find(nlp(text), report_of(text), Tags(), statements.ALL)
    assert any(s.cue and s.cue.mention.text == "want" for s in wanted)


def test_a_transcript_gives_each_turn_to_its_label(nlp: Language) -> None:
    text = "Harbour debate\n\nROE: The dam is safe for now.\n\nHADDAD: Nobody has seen the report on it."
    assert [triple(s)[0] for s in read(nlp, text)] == ["ROE", "HADDAD"]


def test_boilerplate_says_nothing(nlp: Language) -> None:
    text = "The editors said that readers should subscribe to the letter."
    assert read(nlp, text, zones=(Zone("boilerplate", 0, len(text)),)) == ()


def test_outermost_attributions_keep_that_and_leave_nested_ones_out(nlp: Language) -> None:
    text = "The Harbour Times reported that officials believe the dam will fail."
    (outer,) = statements.attributions(nlp(text), report_of(text))
    assert text[outer.content[0].start :].startswith("that officials believe")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Ana said that “”\"', .:—\nit fails", max_size=90))
def test_every_span_says_what_it_says(nlp: Language, text: str) -> None:
    report = report_of(text)
    for s in statements.find(nlp(text), report, Tags(), statements.ALL):
        mentions = [
            *s.content,
            *s.verbatim,
            *([s.cue.mention] if s.cue else []),
            *([s.speaker.mention] if s.speaker else []),
        ]
        assert all(texts.holds(report, m) for m in mentions)
        assert texts.holds(report, s.evidence)
