"""The parts of a report: what is headline, caption, dateline and furniture, and that no body sentence is lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from accordingto import text as texts
from accordingto.reading.zones import title_of, with_zones
from accordingto.records import Report, Zone

LEAD = (
    "The river broke its banks at dawn on Monday and cut the road to the coast, the mayor of Port Marlow said, "
    "while soldiers carried families out of the lower town."
)
MORE = "“We need boats, not visits,” Mayor Edda Lind told reporters. She said forty people were missing."


def report_of(
    text: str, *, title: str | None = None, byline: str | None = None, zones: tuple[Zone, ...] = ()
) -> Report:
    """An invented report with nothing but its words."""
    return Report("r1", None, None, title, byline, None, None, "en", None, texts.sha256(text), text, zones)


def zoned(text: str, **facts: str) -> list[tuple[str, str]]:
    """Return (kind, words) of each zone."""
    report = with_zones(report_of(text, **facts))
    return [(zone.kind, report.text[zone.start : zone.end]) for zone in report.zones]


def test_a_whole_page_is_told_apart() -> None:
    page = [
        ("section", "Africa"),
        ("headline", "Floods cut off Port Marlow as rescuers run short of boats"),
        ("caption", "Soldiers row past a bakery in Port Marlow, Monday, March 3, 2031."),
        ("credit", "(Ada Brook, The Weir Gazette)"),
        ("byline", "By Noor Vance and Li Wei, The Weir Gazette"),
        ("dateline", "PORT MARLOW, March 3 (Quill Press) —"),
        ("body", LEAD),
        ("body", MORE),
        ("boilerplate", "Read more: How the dam was built"),
        ("boilerplate", "© 2031 The Weir Gazette. All rights reserved."),
    ]
    joined = {"credit": " ", "body": " "}
    text = page[0][1]
    for (before, _), (kind, words) in pairwise(page):
        after_lead = kind == "credit" or (kind == "body" and before == "dateline")
        text += (joined[kind] if after_lead else "\n\n") + words
    assert zoned(text) == page


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("KIGALI, June 7 (Reuters) —", "Talks began."),
        ("KIGALI (AP) --", "Talks began."),
        ("Kigali, Rwanda ( CNN ) --", "Talks began."),
        ("Kigali (CNN)", "Talks began."),
        ("(Reuters) -", "Talks began."),
        ("PORT-AU-PRINCE, Haiti —", "“Talks began,” he said."),
        ("ST. JOHN'S, Canada, Jan. 4 –", "Talks began."),
        ("NAIROBI/GENEVA (Reuters) -", "Talks began."),
        ("Geneva, May 2 —", "Talks began."),
        ("Port Marlow, 5 June 2031 (Reuters) -", "Talks began."),
    ],
)
def test_datelines_are_cut_from_the_lead(dateline: str, rest: str) -> None:
    assert zoned(f"{dateline} {rest}\n\n{LEAD}") == [("dateline", dateline), ("body", rest), ("body", LEAD)]


@pytest.mark.parametrize(
    "line",
    [
        "The Border Guard — a new body — began its work at the crossing on Monday with two hundred officers.",
        "Lind — who has been mayor since 2019 — refused to say how many boats the town had asked the army for.",
        "UPDATE — The mayor now says that forty people are missing and that the army has sent its first boats.",
        "NATO (the alliance that Berlin joined in 1955) said on Monday it would send engineers to the dam at once.",
    ],
)
def test_dashes_and_parentheses_alone_make_no_dateline(line: str) -> None:
    assert "dateline" not in dict(zoned(f"{line}\n\n{LEAD}"))


@pytest.mark.parametrize(
    "line",
    [
        "Read more at the museum, the guide told the visitors, who had come from all over the valley to see the mill.",
        "Subscribers of the phone company lost their service for two days after the flood, and the army stepped in to "
        "run the exchange until the engineers came back from the coast, the ministry said in a statement on Tuesday.",
        "Support for the truce grew on Monday, when three more commanders said that they would sign the paper.",
        "“Follow us on the long road,” the general told his men, according to two officers who were there.",
        "Permissions granted by the ministry last year will end in May, its spokeswoman said.",
        "More than 40 people were killed when the bridge fell, the police said.",
        "Share prices fell by four percent after the announcement.",
        "Photographs of the site show two craters, said Brook, who studies such images at the university.",
        "Give us the boats and we will finish the work, the mayor said.",
        "By Monday, Selm had lost its last bridge and the army had begun to fly in bread.",
        "The general, who was born in Selm, said (in a letter to the council) that he would not resign.",
    ],
)
def test_a_body_sentence_is_never_furniture(line: str) -> None:
    assert ("body", line) in zoned(f"{LEAD}\n\n{line}\n\n{MORE}")


@pytest.mark.parametrize(
    "line",
    [
        "Read more: How the dam was built",
        "Sign up for our morning newsletter",
        "Follow us on Facebook",
        "Follow @weirgazette on Twitter",
        "Copyright 2031 The Weir Gazette",
        "© 2031 The Weir Gazette",
        "This story has been updated to add the mayor's answer.",
        "ADVERTISEMENT",
        "Share this article",
        "The views expressed in this article are the author's own.",
        "Comments are closed.",
        "RELATED: Who owns the dam?",
        "Updated at 5:05 a.m. ET",
        "March 3, 2031",
        "Editor's note: This story was first published on Sunday.",
    ],
)
def test_furniture_is_set_aside(line: str) -> None:
    assert zoned(f"{LEAD}\n\n{line}\n\n{MORE}") == [("body", LEAD), ("boilerplate", line), ("body", MORE)]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("A boat drifts past the mill in Selm.", "(Photo: Ada Brook, AP)"),
        ("A boat drifts past the mill in Selm.", "REUTERS/Ada Brook"),
        ("A boat drifts past the mill in Selm.", "Photograph: Ada Brook/AFP/Getty Images"),
        ("Mayor Edda Lind in 2030", "(Ada Brook/Reuters)"),
        ("A boat drifts past the mill in Selm.", "Credit: Ada Brook"),
    ],
)
def test_a_credit_makes_its_line_a_caption_anywhere(caption: str, credit: str) -> None:
    found = zoned(f"{LEAD}\n\n{caption} {credit}\n\n{MORE}")
    assert found == [("body", LEAD), ("caption", caption), ("credit", credit), ("body", MORE)]


def test_a_closing_credit_is_no_body() -> None:
    for line in ["Quill Press contributed to this report.", "(Reporting by Noor Vance; editing by Li Wei)"]:
        assert zoned(f"{LEAD}\n\n{MORE}\n\n{line}")[-1] == ("credit", line)


def test_an_author_note_closes_a_column() -> None:
    note = "Noor Vance is a columnist for The Weir Gazette."
    assert zoned(f"{LEAD}\n\n{MORE}\n\n{note}")[-1] == ("boilerplate", note)
    assert ("body", note) in zoned(f"{LEAD}\n\n{note}\n\n{MORE}")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Floods cut off Port Marlow\n\n{LEAD}", "Floods cut off Port Marlow"),
        (f"Mayor: ‘We need boats’\n{LEAD}\n{MORE}", "Mayor: ‘We need boats’"),
        (f"River Cuts Off Port Marlow As Army Waits.\n\n{LEAD}\n\n{MORE}", "River Cuts Off Port Marlow As Army Waits."),
        (f"{LEAD}\n{MORE}", None),
        (f"The mayor of Port Marlow said on Monday that she needed boats.\n\n{LEAD}\n\n{MORE}", None),
        ("Floods cut off Port Marlow", None),
        (f"March 3, 2031\n\n{LEAD}", None),
    ],
)
def test_a_headline_is_told_by_its_shape_and_what_follows(text: str, headline: str | None) -> None:
    assert dict(zoned(text)).get("headline") == headline
    assert title_of(with_zones(report_of(text))) == headline


def test_a_given_title_finds_its_headline_even_when_it_ends_like_a_sentence() -> None:
    text = f"The river broke its banks on Monday.\n\n{LEAD}\n\n{MORE}"
    assert "headline" not in dict(zoned(text, title="Something else altogether, says minister"))
    assert zoned(text, title="The river broke its banks on Monday")[0][0] == "headline"


def test_run_together_archive_text_is_cut_at_byline_and_dateline() -> None:
    text = f"Flood cuts off port By the CNN Wire Staff Mayor asks for boats Selm ( CNN ) -- {LEAD} \n{MORE}"
    assert zoned(text) == [
        ("headline", "Flood cuts off port"),
        ("byline", "By the CNN Wire Staff"),
        ("body", "Mayor asks for boats"),
        ("dateline", "Selm ( CNN ) --"),
        ("body", LEAD),
        ("body", MORE),
    ]


def test_what_the_markup_named_is_kept() -> None:
    text = f"Boats on the market square\n\nFamilies leave the lower town.\n\n{LEAD}"
    given_zones = (Zone("headline", 0, 26), Zone("caption", 28, 58))
    report = with_zones(report_of(text, zones=given_zones))
    assert [zone.kind for zone in report.zones] == ["headline", "caption", "body"]


PARTS = st.sampled_from(
    [
        LEAD,
        MORE,
        "Africa",
        "By Noor Vance",
        "ADVERTISEMENT",
        "SELM (AP) —",
        "(Ada Brook/AFP)",
        "Read more: x",
        "",
        " ",
        "—",
        "(",
        "©",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=40)), max_size=8), st.sampled_from(["\n", "\n\n", " ", "\n \n"]))
def test_zones_tile_the_words_and_come_out_the_same_twice(parts: list[str], gap: str) -> None:
    once = with_zones(report_of(texts.normalise(gap.join(parts))))
    at = 0
    for zone in once.zones:
        assert at <= zone.start < zone.end <= len(once.text)
        assert not once.text[at : zone.start].strip(" \n\t|—–") or once.text[at : zone.start].isspace()
        at = zone.end
    assert not once.text[at:].strip()
    assert with_zones(replace(once, zones=())).zones == once.zones


def test_a_long_report_costs_little() -> None:
    report = report_of("\n\n".join([LEAD, MORE] * 400))
    with_zones(report)
    start = time.process_time()
    with_zones(report)
    assert time.process_time() - start < 1.0e-3 * len(report.text) / 1000


@pytest.mark.parametrize(
    "line",
    [
        "Contact with the rescue boat was lost at noon, said Edda Lind, the mayor of Port Marlow.",
        "Years of neglect contributed to the fall of the dam, and to anger in the lower town.",
        "Gallery : The flood in pictures The army, which sent its first boats on Monday, said that the road to "
        "the coast was open again and that it would bring food and clean water to the lower town.",
        "Photograph : Noor Vance/Weir The river has come back to the town, and nobody there was ready for it.",
    ],
)
def test_sentences_that_open_like_furniture_are_read(line: str) -> None:
    assert zoned(f"{LEAD}\n\n{line}\n\n{MORE}")[1] == ("body", line)


def test_a_page_that_says_how_old_it_is_keeps_its_headline() -> None:
    text = (
        f"Floods cut off Port Marlow as rescuers run short of boats\n\nThis article is more than 2 years old\n\n{LEAD}"
    )
    assert [kind for kind, _ in zoned(text)] == ["headline", "boilerplate", "body"]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Enlarge this image toggle caption Ada Brook/AP Ada Brook/AP", ["boilerplate", "credit"]),
        ("toggle caption Ada Brook/Getty Images", ["boilerplate", "credit"]),
        ("Enlarge this image Soldiers row past a bakery in Port Marlow.", ["boilerplate", "caption"]),
        ("Story Continued Below", ["boilerplate"]),
        ("More on this...", ["boilerplate"]),
        ("Our Edda Lind explains what the flood means. Watch our interview to learn more:", ["boilerplate"]),
        ("The mayor told them to watch the dam. She said:", ["body"]),
    ],
)
def test_buttons_and_promotions_inside_a_story_are_furniture(line: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in zoned(f"{LEAD}\n\n{line}\n\n{MORE}")[1:-1]] == kinds


def test_a_label_run_into_a_paragraph_is_no_word_of_its_sentence() -> None:
    told = "Peru's minister says that the dam was safe"
    assert zoned(f"{LEAD}\n\nStory highlights {told}")[1:] == [("section", "Story highlights"), ("body", told)]


@pytest.mark.parametrize("line", ["TALKS TO GO ON", "‘NO WAY BACK’"])
def test_a_title_in_capitals_within_a_story_is_no_part_of_it(line: str) -> None:
    assert ("section", line) in zoned(f"{LEAD}\n\n{line}\n\n{MORE}")


@pytest.mark.parametrize("before", ["She wrote on the wall:", LEAD])
def test_capitals_that_are_said_stay(before: str) -> None:
    shout = "NO WAY BACK" if before.endswith(":") else "NO WAY BACK!"
    assert ("body", shout) in zoned(f"{LEAD}\n\n{before}\n\n{shout}\n\n{MORE}")


def test_readers_comments_below_a_report_belong_to_the_page() -> None:
    comments = ["Nonsense! March 9, 2031 at 10:05 am | Reply", "He said so. March 9, 2031 at 10:25 am | Reply I agree."]
    found = zoned("\n\n".join([LEAD, MORE, *comments, "They want war, he said."]))
    assert [kind for kind, _ in found] == ["body", "body", "boilerplate", "boilerplate", "boilerplate"]
    assert "boilerplate" not in dict(
        zoned("\n\n".join([LEAD, MORE, "The last mail came on March 9, 2031 at 10:05 am."]))
    )


@pytest.mark.parametrize(
    "line",
    [
        "The Gazette welcomes a lively discussion as long as you keep to the rules set forth in our Terms of Service.",
        "You agree that anything you post may be used with your name.",
    ],
)
def test_rules_for_commenting_are_boilerplate(line: str) -> None:
    assert ("boilerplate", line) in zoned(f"{LEAD}\n\n{MORE}\n\n{line}")
