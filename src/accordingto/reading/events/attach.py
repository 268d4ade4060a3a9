"""Hang what grounding tagged on an event: place, time, instrument, victims, by syntax first and by closeness second."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct
from spacy.tokens import Doc, Token

from accordingto.reading import roles
from accordingto.reading.events import lexicon
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.records import Casualties, Count, Instrument, Magnitude, Mention, Place, Tags, When
from accordingto.text import mention

T = TypeVar("T", Place, When, Instrument, Casualties)

_PLACE_PREPS = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "inside",
        "into",
        "across",
        "outside",
        "over",
        "around",
        "from",
        "toward",
        "towards",
        "to",
        "along",
        "within",
        "of",
        "between",
        "against",
    ]
)
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "conj", "parataxis", "csubj"})
_STEPS = 6
_LONGEST = 200
"""Tokens; no sentence that a parser reads well is longer."""


class Located(Struct, frozen=True):
    """The tags of one document by the token that heads each."""

    times: tuple[tuple[Token, When], ...]
    places: tuple[tuple[Token, Place], ...]
    instruments: tuple[tuple[Token, Instrument], ...]
    casualties: tuple[tuple[Token, Casualties], ...]


def locate(doc: Doc, tags: Tags) -> Located:
    """Return each tag with the token that heads it; tags that fit no token are left out."""
    return Located(
        _rooted(doc, tags.times),
        _rooted(doc, tags.places),
        _rooted(doc, tags.instruments),
        _rooted(doc, tags.casualties),
    )


def _rooted(doc: Doc, tags: Sequence[T]) -> tuple[tuple[Token, T], ...]:
    found = []
    for tag in tags:
        span = doc.char_span(tag.mention.start, tag.mention.end, alignment_mode="expand")
        if span is not None:
            found.append((span.root, tag))
    return tuple(found)


def _distance(token: Token, anchors: Sequence[Token]) -> int | None:
    """Return how many steps up the parse lead from a tag to the event within its clause, else ``None``."""
    here = {a.i for a in anchors}
    node, steps = token, 0
    while steps <= _STEPS:
        if node.i in here:
            return steps
        if node.dep_ in _CLAUSES and node.i not in here and node.pos_ in {"VERB", "AUX"}:
            return None
        if node.head == node:
            return None
        node, steps = node.head, steps + 1
    return None


def _same_sentence(one: Token, other: Token) -> bool:
    low, high = sorted((one.i, other.i))
    return high - low < _LONGEST and not any(one.doc[at].is_sent_start for at in range(low + 1, high + 1))


def _nearest(tags: Sequence[tuple[Token, T]], anchors: Sequence[Token]) -> T | None:
    ranked = []
    for token, tag in tags:
        if not _same_sentence(token, anchors[0]):
            continue
        distance = _distance(token, anchors)
        if distance is not None:
            ranked.append((distance, abs(token.i - anchors[0].i), tag))
    if ranked:
        return min(ranked, key=lambda r: r[:2])[2]
    return _only_one(tags, anchors)


def _only_one(tags: Sequence[tuple[Token, T]], anchors: Sequence[Token]) -> T | None:
    """Return the single tag of a sentence for the event of its main verb, where the parse ties it elsewhere."""
    if not any(a.dep_ == "ROOT" or a.head.dep_ == "ROOT" for a in anchors[:1]):
        return None
    inside = [(token, tag) for token, tag in tags if _same_sentence(token, anchors[0])]
    if len(inside) != 1 or any(t.dep_ in _CLAUSES and t.pos_ == "VERB" for t in inside[0][0].ancestors):
        return None
    return inside[0][1]


def _anchors(candidate: Candidate) -> list[Token]:
    anchors = [t for t in (candidate.verb, candidate.noun) if t is not None]
    verb = candidate.verb
    if verb is not None and candidate.match is not None and candidate.match.clause is not None:
        anchors.append(candidate.match.clause)
    return anchors


def when_of(candidate: Candidate, located: Located) -> When | None:
    """Return the time expression that the event's clause carries."""
    times = [(token, when) for token, when in located.times if not _is_since_the_last(token)]
    return _nearest(times, _anchors(candidate))


def _is_since_the_last(token: Token) -> bool:
    """Whether a time only ranks an act: "the worst attack **since 2001**", "the first envoy killed since 1979"."""
    prep = _case(token)
    if prep is None or prep.lower_ != "since":
        return False
    above = prep.head.head if prep.head.dep_ in {"acl", "relcl"} else prep.head
    return any(t.tag_ in {"JJS", "RBS"} or t.lower_ in _RANKS for t in above.lefts)


_RANKS = frozenset({"first", "second", "third", "last", "only", "most"})


def place_of(candidate: Candidate, parties: Parties, located: Located) -> Place | None:
    """Return where the event was: a place after a preposition of place, else the target where that is a place."""
    anchors = _anchors(candidate)
    inside: list[tuple[Token, Place]] = []
    for token, place in located.places:
        prep = _case(token)
        if prep is not None and prep.lower_ in _PLACE_PREPS:
            inside.append((token, place))
    actors = {t.i for t in parties.actors}
    best = _nearest([(t, p) for t, p in inside if t.i not in actors and not _tells_whose(t, actors)], anchors)
    if best is not None:
        return best
    for token, place in inside:
        if _beside_relative(token, candidate.verb):
            return place
    targets = {t.i for t in parties.recipients}
    return next((place for token, place in located.places if token.i in targets and token.pos_ == "PROPN"), None)


def _beside_relative(token: Token, verb: Token | None) -> bool:
    """The victims' place holds for the blow: "medics **in Juba**, two of whom were shot"."""
    if verb is None or verb.dep_ != "relcl" or not verb.head.i < token.i < verb.i:
        return False
    return verb.head.is_ancestor(token) and _case(token) is not None


def _tells_whose(token: Token, actors: set[int]) -> bool:
    """A place in an actor's name is where the actor is from: "the president **of Peru** met"."""
    prep = _case(token)
    if prep is None or prep.lower_ not in {"of", "from", "to", "with"}:
        return False
    return any(above.i in actors for above in prep.ancestors)


def _case(token: Token) -> Token | None:
    node = token
    for _ in range(3):
        if node.dep_ == "pobj":
            return node.head
        if node.dep_ in {"conj", "compound", "appos", "poss", "nmod", "amod"}:
            node = node.head
        else:
            return None
    return None


_MEANS = frozenset({"with", "using", "by", "via", "from"})


_BROUGHT_DOWN = frozenset({"shoot_down", "destroy", "seize", "disarm", "burn"})
"""Event classes whose weapon as object is what was hit, not what it was hit with."""


def instrument_of(text: str, candidate: Candidate, parties: Parties, located: Located) -> Instrument | None:
    """Return what the event was done with: a tagged weapon, or the phrase after "with" or "using".

    A weapon that is itself the target ("shot down two drones") is no instrument.
    """
    anchors = _anchors(candidate)
    targets = {t.i for t in parties.recipients}
    target = roles.direct_object(candidate.verb) if candidate.verb and candidate.class_name in _BROUGHT_DOWN else None
    if target is not None:
        targets |= {t.i for head in _listed(target) for t in (head, roles.whole(head))}
    hit = {roles.lemma(anchors[0].doc[i]) for i in targets}
    near = []
    for token, tag in located.instruments:
        if token.i in targets or roles.lemma(token) in hit:
            continue
        if _same_sentence(token, anchors[0]) and _is_means(token, anchors):
            near.append((abs(token.i - anchors[0].i), tag))
    if near:
        return min(near, key=lambda n: n[0])[1]
    phrase = _phrase(anchors)
    if phrase is None:
        return None
    start, end = roles.np_span(phrase)
    return Instrument(mention(text, start, end))


def _listed(target: Token) -> list[Token]:
    """Return all that a list names, also where the parser took one member for an apposition of another."""
    found = [target]
    for head in found:
        found.extend(c for c in head.children if c.dep_ in {"conj", "appos"} and c not in found)
    return found


def _is_means(token: Token, anchors: Sequence[Token]) -> bool:
    case = _case(token)
    if case is not None and case.lower_ in _MEANS and _distance(case, anchors) is not None:
        return True
    node = token
    for _ in range(3):
        if node.dep_ in {"dobj", "pobj"} and node.head.lower_ in {"using", "firing"}:
            above = node.head.head
            return above in anchors or above.head in anchors
        if node.head in anchors and node.dep_ in {"nsubj", "compound", "dobj", "nmod", "amod", "nsubjpass"}:
            return True
        node = node.head
    return False


def _phrase(anchors: Sequence[Token]) -> Token | None:
    weapons = roles.weapon_words()
    for anchor in anchors:
        for child in anchor.children:
            if child.lower_ in {"with", "using"}:
                for noun in child.children:
                    if noun.dep_ in {"pobj", "dobj"} and roles.lemma(noun) in weapons:
                        return noun
    return None


def magnitude_of(candidate: Candidate, located: Located) -> Magnitude | None:
    """Return the victims counted in the event's clause, each kind once."""
    anchors = _anchors(candidate)
    struck = lexicon.classes()[candidate.class_name].type == "ASSAULT"
    counts: dict[str, Count] = {}
    for token, tag in located.casualties:
        if _same_sentence(token, anchors[0]) and (
            _distance(token, anchors) is not None
            or (struck and any(a.is_ancestor(token) or token.is_ancestor(a) for a in anchors))
        ):
            counts.setdefault(tag.kind, tag.count)
    return Magnitude(**counts) if counts else None


def mention_of(text: str, token: Token) -> Mention:
    """Return the mention of the noun phrase that a token heads; a modifier stands alone."""
    if token.dep_ in {"amod", "compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        tokens = [t for t in token.subtree if t.pos_ in {"PROPN", "ADJ", "PUNCT", "PART"} and t.i <= token.i] or [token]
        first = tokens[0]
        return mention(text, first.idx, token.idx + len(token))
    if token.dep_ == "poss":
        kept = [t for t in token.subtree if t.i <= token.i]
        return mention(text, kept[0].idx, token.idx + len(token))
    start, end = roles.np_span(token)
    return mention(text, start, max(end, _home_end(token)))


def _home_end(noun: Token) -> int:
    """Return where the place or body ends that says whose people these are: "demonstrators **in Lima**"."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.ent_type_ not in {"", "NORP"} or not roles.is_party(noun):
        return 0
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in {"in", "from"} and prep.i == noun.i + 1:
            home = next((c for c in prep.children if c.dep_ == "pobj" and c.ent_type_ in {"GPE", "ORG", "NORP"}), None)
            if home is not None:
                return int(roles.np_span(home).end)
    fled = (t for c in noun.children if c.dep_ == "acl" and c.lemma_ == "flee" for t in c.subtree)
    return max((t.idx + len(t) for t in fled if t.ent_type_ == "GPE"), default=0)
