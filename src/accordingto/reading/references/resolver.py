"""One pass over a report that builds up its actors and says who each pronoun, title and short name means.

Recency, subjecthood and agreement decide (Lappin & Leass 1994; Grosz, Joshi & Weinstein 1995); where two actors are
about as likely, the reference stays open.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accordingto.reading import Antecedents
from accordingto.reading.references import descriptions
from accordingto.reading.references.entities import Entity, Name, merge_names, person_names
from accordingto.reading.references.knowledge import (
    gender_of_noun,
    is_person_noun,
    nouns,
    pronoun_kinds,
)
from accordingto.reading.references.pronouns import Candidate, Here, choose, expletive
from accordingto.reading.references.quotes import quoted_flags, speakers
from accordingto.reading.syntax import SUBJECTS, children, conjuncts, noun_phrase, span_of, subject, tree
from accordingto.records import Report
from accordingto.text import Span, mention, trim

_SKIPPED = frozenset({"boilerplate", "credit", "byline", "section"})
_SIDE = frozenset({"caption", "headline"})
_VERBS = frozenset({"VERB", "AUX"})
_PHRASE_CUT = frozenset({"relcl", "advcl", "acl", "appos", "ccomp", "parataxis", "punct", "prep"})
_NOUN_CUT = (_PHRASE_CUT - {"prep"}) | {"conj", "cc", "nsubj", "aux"}
_NAME_CUT = _PHRASE_CUT | {"conj", "cc", "poss", "case", "npadvmod", "predet"}


@dataclass(slots=True)
class _State:
    """What has been read so far of one report."""

    doc: Doc
    names: dict[int, Name]
    quoted: list[int]
    speakers: dict[int, Token]
    side: list[str]
    sentence: list[int]
    bodies: dict[str, Entity] = field(default_factory=dict)
    seen: list[Candidate] = field(default_factory=list)
    of_token: dict[int, Entity] = field(default_factory=dict)
    links: dict[tuple[int, int], Entity] = field(default_factory=dict)


def resolve(doc: Doc, report: Report) -> Antecedents:
    """Return the fullest mention of the actor behind each pronoun, title, description and short name.

    ``doc`` is the parse of ``report.text``. Keys are (start, end) of the pronoun, the noun phrase or the bare name.
    In "Prime Minister Ann Hill arrived. She said …" the key of "She" leads to "Prime Minister Ann Hill".
    """
    state = _start(doc, report)
    for name, entity in merge_names(list(state.names.values())):
        _name_links(state, name, entity)
    for token in doc:
        if state.side[token.i] != "skip":
            _read(state, token)
    found: Antecedents = {}
    for (start, end), entity in state.links.items():
        best = _fullest(entity)
        if best.start < best.end and (entity.named or best.end <= start):
            value = mention(report.text, *_bare(report.text, best))
            if value.text != report.text[start:end]:
                found[start, end] = value
    return found


def _fullest(entity: Entity) -> Span:
    """The best naming of an actor: a name with its title, else with the description behind it."""
    return entity.best if entity.roles_before or entity.apposed is None else entity.apposed


def _bare(text: str, span: Span) -> Span:
    """A name without the possessive ending or the colon that the parser left on it."""
    trimmed = trim(text, span.start, span.end, ":,;'’")
    if text[trimmed.start : trimmed.end].endswith(("'s", "’s")):
        trimmed = Span(trimmed.start, trimmed.end - 2)
    return trimmed if trimmed.start < trimmed.end else span


def _start(doc: Doc, report: Report) -> _State:
    side = ["body"] * len(doc)
    for zone in report.zones:
        label = "skip" if zone.kind in _SKIPPED else "side" if zone.kind in _SIDE else "body"
        if label != "body":
            span = doc.char_span(zone.start, zone.end, alignment_mode="expand")
            for token in span or ():
                side[token.i] = label
    sentence = [n for n, sent in enumerate(doc.sents) for _ in sent]
    quoted = quoted_flags(doc)
    names = {n.head.i: n for n in person_names(doc)}
    return _State(doc, names, quoted, speakers(doc, quoted, nouns().speech_verbs), side, sentence)


def _name_links(state: _State, name: Name, entity: Entity) -> None:
    state.of_token[name.head.i] = entity
    last = name.head
    for start, end in {name.bare, name.full, (last.idx, last.idx + len(last))}:
        state.links[start, end] = entity


def _read(state: _State, token: Token) -> None:
    if token.i in state.names:
        entity = state.of_token[token.i]
        entity.seen += 1
        _add(state, token, entity)
        descriptions.learn_apposition(state.names[token.i], entity, state.links)
    elif token.lower_ in pronoun_kinds() and token.pos_ in {"PRON", "DET"}:
        _pronoun(state, token)
    elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod"}:
        _noun(state, token)


def _add(state: _State, token: Token, entity: Entity) -> None:
    state.of_token[token.i] = entity
    state.seen.append(
        Candidate(entity, token, state.quoted[token.i], state.sentence[token.i], state.side[token.i] == "side")
    )


def _pronoun(state: _State, token: Token) -> None:
    kind = pronoun_kinds()[token.lower_]
    entity: Entity | None
    if token.lower_.endswith(("self", "selves")):
        who = subject(next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), token))
        entity = state.of_token.get(who.i) if who is not None else None
    elif kind == "first":
        entity = _speaker_entity(state, token)
    elif kind == "body" and expletive(token):
        entity = None
    else:
        _late_subject(state, token)
        here = Here(token, kind, state.quoted[token.i], state.sentence[token.i])
        entity = choose(here, state.seen, _barred(state, token))
    if entity is not None and entity.kind != "thing":
        entity.seen += 1
        state.links[token.idx, token.idx + len(token)] = entity
        _add(state, token, entity)


def _barred(state: _State, token: Token) -> list[Entity]:
    """Who a pronoun cannot mean: the speaker around it, the subject of its own verb, whom its own clause then names.

    In "he urged **Hill** to resign" he is somebody else (principle C of the binding theory, Chomsky 1981).
    """
    found = [_speaker_entity(state, token) if state.quoted[token.i] else None]
    if token.dep_ in SUBJECTS:
        found += [state.of_token.get(t.i) for t in _clause_behind(token) if t.i in state.names]
    reflexive = token.lower_.endswith(("self", "selves"))
    if token.dep_ not in SUBJECTS and token.lower_ not in nouns().possessive and not reflexive:
        verb = token.head.head if token.dep_ == "pobj" else token.head
        actor = subject(verb) if verb.pos_ == "VERB" else None
        found.append(state.of_token.get(actor.i) if actor is not None else None)
    return [entity for entity in found if entity is not None]


def _clause_behind(pronoun: Token) -> list[Token]:
    """Return the words behind a subject that its verb governs, without what is joined to the verb or put in between."""
    apart = frozenset({"conj", "parataxis", "advcl"})
    return [t for t in tree(pronoun.head, without=apart) if t.i > pronoun.head.i] if pronoun.head.pos_ in _VERBS else []


def _speaker_entity(state: _State, token: Token) -> Entity | None:
    speaker = state.speakers.get(state.quoted[token.i]) if state.quoted[token.i] else None
    if speaker is None:
        return None
    if speaker.i not in state.of_token and speaker.i > token.i:
        _read(state, speaker)
    return state.of_token.get(speaker.i)


def _late_subject(state: _State, token: Token) -> None:
    """In "When asked whether **he** would resign, Hill said" the name follows: offer it before choosing."""
    for ancestor in token.ancestors:
        if ancestor.dep_ in {"advcl", "prep"} and ancestor.i < ancestor.head.i:
            for child in ancestor.head.children:
                if child.dep_ in SUBJECTS and child.i > token.i and child.i in state.names:
                    _add(state, child, state.of_token[child.i])
                    return


def _noun(state: _State, token: Token) -> None:
    described = next((state.of_token[c.i] for c in children(token, "appos") if c.i in state.names), None)
    described = described or descriptions.renamed(token, state.bodies)
    described = described or descriptions.described(token, state.seen, state.sentence[token.i])
    if described is not None:
        span = noun_phrase(token)
        state.links[span.start, span.end] = described
        bare = span_of(tree(token, without=_PHRASE_CUT))
        state.links[bare.start, bare.end] = described
        described.seen += 1
        _add(state, token, described)
        return
    _add(state, token, _plain_entity(state, token))
    joint = _joint_entity(token)
    if joint is not None:
        state.seen.append(state.seen[-1]._replace(entity=joint))


def _joint_entity(token: Token) -> Entity | None:
    """Return "Norway and Chile" as one plural actor, on its first noun."""
    joined = [t for t in conjuncts(token) if t.dep_ != "compound"]
    if len(joined) < 2 or token.dep_ == "conj" or not any(_animate(t) for t in joined):
        return None
    whole = span_of([t for part in joined for t in tree(part, without=_PHRASE_CUT | {"conj", "cc"})])
    return Entity("people", whole, named=token.pos_ == "PROPN")


def _plain_entity(state: _State, token: Token) -> Entity:
    lemma, span = (
        token.lemma_.lower(),
        descriptions.clean_start(token, span_of(tree(token, without=_NOUN_CUT)), name=False),
    )
    if token.pos_ == "PROPN":
        name = span_of([t for t in tree(token, without=_NAME_CUT) if not t.is_space])
        return descriptions.body_entity(token, name, state.bodies, state.links)
    if token.lower_ in nouns().people_nouns or (token.tag_ == "NNS" and is_person_noun(lemma)):
        return Entity("people", span)
    if is_person_noun(lemma) and token.tag_ == "NN":
        return Entity("person", span, gender=gender_of_noun(lemma))
    if lemma in nouns().body_nouns and token.tag_ == "NN":
        return Entity("body", span)
    return Entity("thing", span, gender=None, roles={"plural"} if token.tag_ in {"NNS", "NNPS"} else set())


def _animate(token: Token) -> bool:
    return (
        token.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}
        or token.lower_ in nouns().people_nouns
        or is_person_noun(token.lemma_)
    )
