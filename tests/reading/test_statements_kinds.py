"""Statements that come in other layouts or from other sources, and what looks like a statement but is none."""

import pytest
from spacy.language import Language

from accordingto import text as texts
from accordingto.reading import references, statements
from accordingto.records import Report, Statement, Tags


def read(nlp: Language, text: str) -> tuple[Statement, ...]:
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    return statements.find(nlp(text), report, Tags())


def contents(found: tuple[Statement, ...]) -> list[str]:
    return [m.text for s in found for m in s.content]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say who had closed the bridge.",
        "No group claimed responsibility for the fire.",
        "Rebel boats attacked the harbour before dawn.",
        "The council could issue a curfew order.",
        "Last month's floods suggested deep trouble for the valley.",
        "The paper ran the story, citing two officials.",
        "A new front calling itself the River Guard appeared in March.",
    ],
)
def test_silence_deeds_plans_and_things_are_no_statements(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


def test_somebody_quoted_inside_a_quotation_is_read_too(nlp: Language) -> None:
    found = read(nlp, '"The soldiers told us that the road was mined," said Ana Roe.')
    speakers = {s.speaker.mention.text for s in found if s.speaker}
    assert {"Ana Roe", "The soldiers"} <= speakers


def test_a_name_a_colon_and_a_quotation_make_a_statement(nlp: Language) -> None:
    found = read(nlp, "Neighbours react\n\nPeru: “deep concern”\nNadia, 24, a nurse: “We ran to the river.”")
    assert [(s.speaker.mention.text, s.form) for s in found if s.speaker] == [("Peru", "direct"), ("Nadia", "direct")]


def test_a_presenter_tells_and_a_guest_speaks(nlp: Language) -> None:
    text = (
        "PRESENTER: The bridge is shut and the governor denies any blame.\n\n"
        "PRESENTER: Who closed it?\n\nROE: We did. It was about to fall down."
    )
    said = [s for s in read(nlp, text) if s.form == "direct"]
    assert [s.speaker.mention.text for s in said if s.speaker] == ["ROE"]


def test_what_follows_as_somebody_said_is_said(nlp: Language) -> None:
    (s,) = read(nlp, "As Crane said, the two valleys have lost their bridges.")
    assert contents((s,)) == ["the two valleys have lost their bridges"]


def test_an_outlet_that_closes_the_sentence_is_no_part_of_what_was_said(nlp: Language) -> None:
    found = read(
        nlp, "The mayor told inspectors in July that she had kept a private ledger, the Harbour Times reported."
    )
    assert not any("Harbour Times" in content for content in contents(found))


def test_the_narrator_comes_back_after_a_quotation(nlp: Language) -> None:
    (s, *_) = read(nlp, 'Roe said the talks "should be over by spring," citing the harvest.')
    assert "citing" not in "".join(contents((s,)))


def test_one_who_is_asked_is_the_addressee(nlp: Language) -> None:
    (s,) = read(nlp, "The governor urged the farmers to leave the valley.")
    assert s.addressee is not None
    assert s.addressee.mention.text == "the farmers"


def test_the_accused_is_not_told(nlp: Language) -> None:
    (s,) = read(nlp, "The governor accused the farmers of burning the bridge.")
    assert s.addressee is None


def test_a_written_statement_is_a_venue(nlp: Language) -> None:
    (s,) = read(nlp, "The dam was safe, the company said in a statement.")
    assert s.venue is not None
    assert s.venue.mention.text == "a statement"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The energy minister said the dam had failed.", "named"),
        ("An energy official said the dam had failed.", "unnamed"),
        ("Farmers said the dam had failed.", "collective"),
        ("Two officials said the dam had failed.", "unnamed"),
        ("A leaked memorandum says the dam had failed.", "document"),
        ("It said the dam had failed.", "collective"),
    ],
)
def test_source_types_by_office_number_and_paper(nlp: Language, text: str, kind: str) -> None:
    (s,) = read(nlp, text)
    assert s.source_type == kind


def test_a_refusal_to_speak_is_a_speech_act(nlp: Language) -> None:
    (s,) = read(nlp, "The general declined to comment.")
    assert s.form == "reported_speech_act"


def test_an_adverb_of_distance_sets_the_stance(nlp: Language) -> None:
    (s,) = read(nlp, "The governor falsely said that the dam was safe.")
    assert s.cue is not None
    assert s.cue.stance == "counter-factive"


def test_an_item_of_a_list_is_said_by_whoever_leads_it_in(nlp: Language) -> None:
    found = read(
        nlp, "After a debate, the Conference:\n\na) condemns the closure of the bridge;\n\nb) calls on Roe to leave."
    )
    assert found
    assert all(s.speaker and "Conference" in s.speaker.mention.text for s in found)


def test_hearsay_has_no_speaker_and_counts_only_among_all_kinds(nlp: Language) -> None:
    text = "The bridge was reportedly closed on Monday."
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    assert read(nlp, text) == ()
    (s,) = statements.find(nlp(text), report, Tags(), statements.ALL)
    assert s.speaker is None
    assert s.cue is not None
    assert s.cue.mention.text == "reportedly"


def test_an_aside_between_subject_and_verb_does_not_end_what_is_said(nlp: Language) -> None:
    found = read(nlp, "Mensah said that the new levy, which few traders have paid, would hurt the port.")
    assert contents(found)[:1] == ["the new levy, which few traders have paid, would hurt the port"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("As reported by the Harbour Times, the dam had cracked in March.", "the Harbour Times"),
        ("But as Mensah noted, the dam had cracked in March.", "Mensah"),
    ],
)
def test_as_somebody_reported_names_the_source_of_the_sentence(nlp: Language, text: str, speaker: str) -> None:
    found = read(nlp, text)
    assert contents(found) == ["the dam had cracked in March"]
    assert [s.speaker.mention.text for s in found if s.speaker] == [speaker]


def test_a_verb_that_is_no_cue_elsewhere_leads_in_a_quotation_after_a_colon(nlp: Language) -> None:
    found = read(nlp, "She beamed: “The harbour belongs to the fishermen again.”")
    assert contents(found) == ["The harbour belongs to the fishermen again."]
    assert [s.speaker.mention.text for s in found if s.speaker] == ["She"]


@pytest.mark.parametrize(
    "text",
    [
        "The quarrel threatened to sink the summit.",
        "A militia called the Lorat Front seized the port.",
        "The guards denied reporters access to the mine.",
        "The mayor did not talk about the flood.",
        "The storm was bad, not to mention the flood that followed.",
        "The council sympathises with the farmers.",
        "I asked a chemist to look at the water.",
        "The reaction shows how hard it will be to agree.",
    ],
)
def test_things_names_deeds_and_the_writer_state_nothing(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


def test_a_refusal_is_said(nlp: Language) -> None:
    (s,) = read(nlp, "The mayor would not comment on the flood.")
    assert [m.text for m in s.content] == ["the flood"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A series of letters shows that the dam leaked.", "document"),
        ("One of the leaked files says that the dam leaked.", "document"),
        ("One of the gunmen said that the dam leaked.", "unnamed"),
        ("Two security officials said that the dam leaked.", "unnamed"),
        ("Chilean diplomats said that the dam leaked.", "collective"),
        ("A navy spokesman, Tom Pell, said that the dam leaked.", "named"),
        ("Peruvian president says that the dam leaked.", "named"),
        ("The Conference said that the dam leaked.", "collective"),
        ("Harbour Rights Watch said that the dam leaked.", "collective"),
        ("Rebels said that the dam leaked.", "collective"),
    ],
)
def test_what_kind_of_source_speaks(nlp: Language, text: str, kind: str) -> None:
    (s,) = read(nlp, text)
    assert s.source_type == kind


def test_pronouns_and_surnames_take_their_type_from_the_report(nlp: Language) -> None:
    text = "A doctor fled the town. “We have no water,” he said. Ana Roe stayed. Roe said the well was dry."
    doc = nlp(text)
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    said = read(nlp, text)
    he, roe = statements.with_types(said, references.resolve(doc, report), doc)
    assert (he.source_type, roe.source_type) == ("unnamed", "named")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The ministry calls that an act of war.", "indirect"),
        ("The alliance denies emptying villages.", "indirect"),
        ("The ministry condemned the raid.", "reported_speech_act"),
    ],
)
def test_small_clauses_are_indirect(nlp: Language, text: str, form: str) -> None:
    (s,) = read(nlp, text)
    assert s.form == form


def test_inside_a_quotation_only_inner_marks_are_quotation(nlp: Language) -> None:
    outer, inner = read(nlp, "“The warden said the gate was locked,” Ana Roe told the court.")
    assert (outer.form, inner.form) == ("direct", "indirect")


def test_who_asks_before_a_turn_is_its_addressee(nlp: Language) -> None:
    text = (
        "A transcript.\n\nHOST: Will you drive tonight?\n\nROE: Not one wheel will turn.\n\nHOST: That was Ana Roe.\n"
    )
    (s,) = read(nlp, text)
    assert s.addressee and s.addressee.mention.text == "HOST"


def test_an_agency_that_carries_news_is_an_outlet(nlp: Language) -> None:
    (s,) = read(nlp, "Peru's state news agency said that the dam leaked.")
    assert s.source_type == "outlet"


def test_who_is_appointed_or_billed_is_no_statement(nlp: Language) -> None:
    assert read(nlp, "She ran the port before being named deputy minister of trade.") == ()


def test_a_name_in_marks_ends_before_the_closing_mark(nlp: Language) -> None:
    said = read(nlp, "The general repeated a threat to bury the port under what he called “a long winter” of shells.")
    assert not any(m.text.endswith("”") and "“" not in m.text for s in said for m in s.content)
