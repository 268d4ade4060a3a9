"""Positions: kind, holder, bearer, limits, condition and status of invented sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from spacy.language import Language

from accordingto.reading.positions import find
from accordingto.reading.positions.nations import nations_in
from accordingto.records import Mention, Position, Report, Tags, When, Zone
from accordingto.text import holds, sha256


def _report(text: str) -> Report:
    return Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)


def _find(nlp: Language, text: str) -> tuple[Position, ...]:
    return find(nlp(text), _report(text))


def _one(nlp: Language, text: str) -> Position:
    found = _find(nlp, text)
    assert len(found) == 1, [(p.position, p.evidence.exact) for p in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "holder", "bearer"),
    [
        ("Chile allowed Peru to fly over the desert.", "permission", "Chile", "Peru"),
        ("Norway gave Sweden permission to fish near the border.", "permission", "Norway", "Sweden"),
        ("Chile has not authorized strikes on Lima.", "prohibition", "Chile", None),
        ("Norway barred Sweden from using its ports.", "prohibition", "Norway", "Sweden"),
        ("Chile imposed a ban on exports to Peru.", "prohibition", "Chile", None),
        ("Norway urged Sweden to withdraw its ships.", "request", "Norway", "Sweden"),
        ("Chile ordered the rebels to leave the town.", "demand", "Chile", "the rebels"),
        ("Peru demanded that Chile release the pilots.", "demand", "Peru", "Chile"),
        ("Peru called for the release of the pilots.", "request", "Peru", None),
        ("Chile vowed to rebuild the harbour.", "promise", "Chile", None),
        ("Chile threatened to close the border.", "threat", "Chile", None),
        ("Norway refused to sell the islands.", "refusal", "Norway", None),
        ("Norway denied that its ships entered the gulf.", "denial", "Norway", None),
        ("Norway admitted that its ships entered the gulf.", "admission", "Norway", None),
        ("The ministry declined to comment.", "no_comment", "The ministry", None),
        ("Peru did not rule out military action.", "not_ruled_out", "Peru", None),
        ("Peru said it reserves the right to retaliate.", "threat", "it", None),
    ],
)
def test_kind_holder_and_bearer(nlp: Language, text: str, kind: str, holder: str, bearer: str | None) -> None:
    position = _one(nlp, text)
    assert position.position == kind
    assert position.holder is not None and position.holder.mention.text == holder
    if bearer is not None:
        assert position.bearer is not None and position.bearer.mention.text == bearer


@pytest.mark.parametrize(
    "text",
    [
        "The new app allows users to share photos.",
        "Heavy rain may fall in Lima on Friday.",
        "The coach refused a penalty in the second half of the match?",
        "If Chile allowed Peru to fly over the desert, prices would fall.",
    ],
)
def test_no_position_is_made_up(nlp: Language, text: str) -> None:
    assert _find(nlp, text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "holder"),
    [
        ("Norway appealed to Sweden for help.", "request", "Norway"),
        ("Norway warned both sides against any move.", "demand", "Norway"),
        ("The king insisted that the ships be withdrawn.", "demand", "The king"),
        ("Norway denied entry to a convoy of trucks.", "prohibition", "Norway"),
        ("Neither side ruled out a delay.", "not_ruled_out", "Neither side"),
        ("Norway said it would respond to any attack.", "threat", "it"),
        ("Norway vowed that the attack would not go unanswered.", "threat", "Norway"),
        ("The general said anyone who crosses the line would be shot.", "threat", "The general"),
        ("The minister said the prisoners would be released.", "promise", "The minister"),
        ("Chile will not extend the lease, Prime Minister Ana Soto said.", "refusal", "Chile"),
        ("“We are not going to accept the offer,” President Ana Soto said.", "refusal", "President Ana Soto"),
        ("The minister would not say how many ships were lost.", "no_comment", "The minister"),
        ("Chile shrugged off a Peruvian warning of severe consequences.", "threat", "Peruvian"),
        ("Peru received assurances from Chile that supplies would continue.", "promise", "Chile"),
        ("The chairman told reporters that no member may sell the rebels arms.", "prohibition", "The chairman"),
    ],
)
def test_ways_of_taking_a_position(nlp: Language, text: str, kind: str, holder: str) -> None:
    found = [(p.position, p.holder.mention.text if p.holder else None) for p in _find(nlp, text)]
    assert (kind, holder) in found


@pytest.mark.parametrize(
    ("text", "kind", "holder", "bearer"),
    [
        ("Chile's army said it did not attack the bridge.", "denial", "Chile's army", None),
        ("Kenya said it was not responsible for the blast.", "denial", "Kenya", None),
        ("“We had nothing to do with the fire,” President Ana Ruiz said.", "denial", "President Ana Ruiz", None),
        ("Peru disputed Chile's version of events.", "denial", "Peru", None),
        ("Peru rejected the allegations.", "denial", "Peru", None),
        ("President Ana Ruiz is resisting calls to step down.", "refusal", "President Ana Ruiz", None),
        ("President Ana Ruiz said there would be dire consequences.", "threat", "President Ana Ruiz", None),
        ("Peru promised dire consequences to Chile.", "threat", "Peru", "Chile"),
        (
            "President Ana Ruiz said both sides need to find out who fired.",
            "demand",
            "President Ana Ruiz",
            "both sides",
        ),
        ("Peru said there must be no use of force by the rebels.", "prohibition", "Peru", "the rebels"),
        ("The ministry announced that all flights would be suspended.", "threat", "The ministry", None),
        ("“We will continue to support the Kenyan army,” Peru said.", "promise", "Peru", "the Kenyan army"),
        ("Peru sought assurances from Chile.", "request", "Peru", "Chile"),
    ],
)
def test_positions_without_a_verb_of_their_own(
    nlp: Language, text: str, kind: str, holder: str, bearer: str | None
) -> None:
    position = _one(nlp, text)
    assert (position.position, position.holder and position.holder.mention.text) == (kind, holder)
    assert (position.bearer.mention.text if position.bearer else None) == bearer


@pytest.mark.parametrize(
    "text",
    [
        "Peru said there would be no consequences.",
        "The analyst Ana Ruiz said both sides have to have patience.",
        "President Ana Ruiz said there can be no doubt about it.",
    ],
)
def test_what_only_looks_like_a_denial_threat_or_demand(nlp: Language, text: str) -> None:
    assert _find(nlp, text) == ()


def test_what_is_authorized_is_the_act_and_what_for_its_limit(nlp: Language) -> None:
    position = _one(nlp, "President Ana Ruiz authorized the airstrikes to protect Peruvian citizens in the valley.")
    assert position.action.mention.text == "the airstrikes"
    assert [x.kind for x in position.limits] == ["purpose"]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy snow denied basic services to the villages.",
        "Nobody knows how the minister would rule, a lawyer said.",
        "Thousands volunteered to go.",
        "The official declined to be named.",
    ],
)
def test_questions_and_common_words_take_no_position(nlp: Language, text: str) -> None:
    assert _find(nlp, text) == ()


def test_an_action_keeps_its_negation(nlp: Language) -> None:
    position = _one(nlp, "Peru asked the parties not to comment on the draft.")
    assert (position.position, position.action.mention.text) == ("request", "not to comment on the draft")
    refusal = _one(nlp, "Peru said it will not sell the islands.")
    assert (refusal.position, refusal.action.mention.text) == ("refusal", "sell the islands")


def test_a_promise_not_to_do_is_one_position(nlp: Language) -> None:
    position = _one(nlp, "Peru promised that it would not walk away from the talks.")
    assert (position.position, position.action.mention.text) == ("promise", "not walk away from the talks")


def test_what_is_denied_is_a_whole_clause(nlp: Language) -> None:
    position = _one(nlp, "Peru denied that Chile had planned to attack the port.")
    assert position.action.mention.text == "Chile had planned to attack the port"


def test_at_once_is_no_condition(nlp: Language) -> None:
    assert _one(nlp, "The court demanded that the army at once stop shelling the town.").condition is None


def test_only_when_sets_a_condition(nlp: Language) -> None:
    found = _find(nlp, "Norway will only open the border when Sweden has cleared the mines, the king said.")
    assert [p.status for p in found] == ["conditional"]
    assert found[0].condition is not None and found[0].condition.mention.text == "when Sweden has cleared the mines"


def test_quantity_is_a_limit(nlp: Language) -> None:
    position = _one(nlp, "Norway allowed Sweden to send up to 500 troops to the border.")
    assert ("quantity", "up to 500 troops") in {(x.kind, x.mention.text) for x in position.limits}


def test_quotation_marks_come_in_pairs(nlp: Language) -> None:
    position = _one(nlp, "Norway pledged to “defend every metre” of the coast.")
    for text in (position.action.mention.text, position.evidence.exact):
        assert text.count("“") == text.count("”")


def test_coordinated_holders_are_one_position_with_the_full_mention(nlp: Language) -> None:
    position = _one(nlp, "Norway and Denmark allowed Sweden to use their ports.")
    assert position.holder is not None and position.holder.mention.text == "Norway and Denmark"


def test_a_dateline_holds_no_position(nlp: Language) -> None:
    text = "OSLO — Norway threatened on Friday to close the border.\n\nSweden did not answer."
    zones = (Zone("dateline", 0, 6), Zone("body", 7, len(text)))
    found = find(nlp(text), replace(_report(text), zones=zones))
    assert [p.holder.mention.text for p in found if p.holder] == ["Norway"]


def test_since_when_takes_the_dates_of_the_reports_times(nlp: Language) -> None:
    text = "Norway has forbidden flights to Sweden since Friday."
    when = When(Mention("Friday", 45, 51), "2031-03-07", "2031-03-07", "day")
    (position,) = find(nlp(text), _report(text), tags=Tags(times=(when,)))
    assert position.since is not None and position.since.start == "2031-03-07"


@pytest.mark.parametrize(
    ("words", "nations"),
    [
        ("the Norwegian government and NATO", {"NOR", "nato"}),
        ("asked us to leave", set()),
        ("the US ambassador", {"USA"}),
        ("a roast turkey", set()),
        ("South Koreans", {"KOR"}),
        ("Mr. Netanyahu", {"ISR"}),
        ("Greta Netanyahu", set()),
    ],
)
def test_nations_in_words(words: str, nations: set[str]) -> None:
    assert nations_in(words) == nations


def test_limits_by_kind_and_sense(nlp: Language) -> None:
    position = _one(nlp, "Norway allowed Sweden to strike depots inside Finland with Norwegian missiles until June.")
    limits = {x.kind: (x.sense, x.mention.text) for x in position.limits}
    assert limits["place"] == ("only", "inside Finland")
    assert limits["means"] == ("only", "with Norwegian missiles")
    assert limits["time"] == ("for", "until June")


def test_purpose_limits_a_permission(nlp: Language) -> None:
    position = _one(nlp, "Norway only gave Sweden permission to fire into Finland to defend Kiruna.")
    assert ("purpose", "only", "to defend Kiruna") in {(x.kind, x.sense, x.mention.text) for x in position.limits}


def test_a_condition_of_a_threat(nlp: Language) -> None:
    found = _find(nlp, "President Carlos Vega of Peru said Peru would close the border if Chile moved its troops.")
    assert [p.position for p in found] == ["threat"]
    assert found[0].status == "conditional"
    assert found[0].condition is not None and found[0].condition.mention.text == "if Chile moved its troops"
    assert found[0].consequence is not None and "would close the border" in found[0].consequence.mention.text


def test_what_a_threat_says_will_befall_others_is_its_consequence(nlp: Language) -> None:
    found = _find(
        nlp, "If Chile were to arm the rebels, its airfields could be targeted, President Carlos Vega of Peru said."
    )
    consequence = next(p.consequence for p in found if p.position == "threat")
    assert consequence is not None and consequence.mention.text == "its airfields could be targeted"


def test_a_warning_of_what_others_cause_is_no_threat(nlp: Language) -> None:
    assert _find(nlp, "President Carlos Vega warned that such steps could damage relations in the region.") == ()


def test_a_demand_is_met_by_the_permission(nlp: Language) -> None:
    text = "Sweden pressed Norway to allow flights over the fjords. Norway then allowed Sweden to fly over the fjords."
    assert [(p.position, p.status) for p in _find(nlp, text)] == [("demand", "met"), ("permission", "in_force")]


def test_a_sentence_that_only_narrows_a_permission_adds_its_limit(nlp: Language) -> None:
    text = (
        "Norway and Denmark have given Sweden the green light to use their missiles. "
        "Both countries have restrictions on the missiles being used to defend the port of Kiruna."
    )
    position = _one(nlp, text)
    assert any(x.kind == "purpose" and "to defend the port of Kiruna" in x.mention.text for x in position.limits)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Chile allowed Peru to",
                "“We will",
                "strike",
                "if",
                "unless Norway",
                "refused to",
                ".",
                "”",
                "\n\n",
                "said he",
            ]
        ),
        max_size=12,
    )
)
def test_every_span_is_words_of_the_report(nlp: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    report = _report(text)
    for position in find(nlp(text), report):
        assert holds(report, position.evidence)
        parties = [p.mention for p in (position.holder, position.bearer) if p]
        marked = [m.mention for m in (position.condition, position.consequence) if m]
        assert all(holds(report, m) for m in [*parties, *marked, position.action.mention])
        assert all(holds(report, x.mention) for x in position.limits)
