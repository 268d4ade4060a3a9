"""Who acted and who was acted upon, for every kind of candidate."""

from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading import roles, subjects, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.matching import Match

_RECIPIENT_PREPS = (
    "against",
    "on",
    "at",
    "to",
    "for",
    "with",
    "into",
    "toward",
    "towards",
    "upon",
    "inside",
    "from",
    "between",
    "over",
)
_HOSTILE_PREPS = ("against", "on", "at", "into", "toward", "towards", "upon", "inside", "over", "between")
_SPEECH = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "ACCUSE", "CONCEDE"})
_ANSWERS = frozenset({"REJECT", "SUPPORT", "ACCUSE", "CONCEDE"})
"""Types whose object is somebody's words or deed: "rejected calls **by** the rebels"."""
_AT_PLACES = frozenset(
    {"REJECT", "THREATEN", "COERCE", "RETREAT", "CONCEDE", "MOBILIZE", "AID", "PROTEST", "AGREE", "SANCTION"}
)
_SHOTS = frozenset({"fire", "launch", "lob"})
"""What is done so without a doer stands to the account of where it came from: "rockets were fired **from Chad**"."""
_AT_PLACES_ALSO = frozenset({"attend", "condole"})
"""Classes that are directed at the place of what their object names: "attended the **Lima** games"."""
_AT = ("in", "inside", "across", "from", "into", "at")
_AIMS = frozenset({"protest", "demand", "denounce", "condemn", "oppose", "press", "show", "force", "pressure", "urge"})
"""Verbs that say what a protest is for."""
_NEAR = 2
"""Words from a quantity to its relative: "some of whom"."""
_PEOPLE = frozenset({"captive", "held", "suspect", "diplomat", "person", "party", "human"})
"""Object classes whose nouns are themselves the ones acted upon."""


class Parties(NamedTuple):
    """The heads of the noun phrases on both sides of an event."""

    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]


def parties_of(candidate: Candidate) -> Parties:
    """Return the parties of a candidate; several subjects of a mutual act are all actors."""
    if candidate.match is not None:
        parties = _of_verb(candidate, candidate.match)
    elif candidate.noun is not None:
        parties = _of_noun(candidate, candidate.noun)
    else:
        parties = Parties((), ())
    actors = _distinct(tuple(t for actor in parties.actors for t in (*nations_before(actor), actor)))
    recipients = _distinct(tuple(_behind_whom(t) for t in parties.recipients))
    parties = Parties(actors, recipients or tuple(_protested(candidate)))
    if not parties.recipients and lexicon.classes()[candidate.class_name].type == "ASSAULT":
        parties = Parties(parties.actors, tuple(_struck_places(candidate)))
    taken = {t.i for t in actors}
    recipients = tuple(t for t in _distinct(parties.recipients) if t.i not in taken)
    return Parties(actors, recipients)


def _protested(candidate: Candidate) -> list[Token]:
    """Return against whom a protest is, where its purpose says so: "blocked the road to denounce **Peru**'s decree"."""
    if lexicon.classes()[candidate.class_name].type != "PROTEST":
        return []
    heads = [t for t in (candidate.verb, candidate.noun) if t is not None]
    aims = [c for h in heads for c in h.children if c.lemma_ in _AIMS and c.dep_ in {"xcomp", "advcl", "acl", "relcl"}]
    for aim in [*aims, *(h for h in heads if h.lemma_ in _AIMS)]:
        about = [roles.direct_object(aim), *roles.pobjs(aim, "against", "at", "over", "from", "to", "with")]
        for noun in about:
            found = _targets(noun) or _named_below(noun)
            found = [t for t in found if roles.is_party(roles.whole(t)) and t.i > aim.i]
            if found:
                return found
    over = [n for h in heads for n in roles.pobjs(h, "over", "about")]
    return next((found for n in over if (found := roles.parties_within(n) or _named_below(n))), [])


def _named_below(noun: Token | None) -> list[Token]:
    """Return the first state, body or person that a phrase names anywhere in it."""
    if noun is None:
        return []
    named = (t for t in noun.subtree if t.i > noun.i and t.ent_type_ in {"GPE", "ORG", "PERSON"} and t.pos_ == "PROPN")
    first = next((t for t in named if t.dep_ not in {"compound", "nmod"}), None)
    return [first] if first is not None else []


def nations_before(party: Token) -> list[Token]:
    """Return the first of two peoples that one noun joins: "**Chadian** and Malian students"."""
    head = roles.whole(party)
    lists = [t for t in head.lefts if t.ent_type_ in {"NORP", "GPE"} and t.dep_ in {"amod", "nmod", "compound"}]
    return [t for t in lists if any(c.dep_ == "conj" and c.i < head.i and roles.is_country(c) for c in t.children)]


def _behind_whom(token: Token) -> Token:
    """Return whom "some of **whom**" are: the last people named before it in the sentence."""
    relative = [t for t in token.subtree if t.lower_ in {"whom", "which"}]
    if not relative or relative[0].i - token.i > _NEAR:
        return token
    for at in range(token.i - 1, roles.sentence_start(token) - 1, -1):
        noun = token.doc[at]
        if noun.tag_ in {"NNS", "NNPS"} and roles.is_target(noun):
            return noun.head if noun.dep_ == "conj" and roles.is_target(noun.head) else noun
    return token


def place_acted_upon(candidate: Candidate, parties: Parties) -> tuple[Token, ...]:
    """Return the country or town at which an act without recipients was directed: "lifted the curfew **in Quito**"."""
    if candidate.class_name in _AT_PLACES_ALSO and candidate.verb is not None:
        sites = (t for t in candidate.verb.subtree if t.ent_type_ == "GPE" and t.i > candidate.verb.i)
        return tuple(t for t in sites if t.head.ent_type_ != "GPE")[:1]
    if candidate.mutual or lexicon.classes()[candidate.class_name].type not in _AT_PLACES:
        return ()
    taken = {t.i for t in parties.actors}
    clause = candidate.match.clause if candidate.match is not None else None
    acts = [t for t in (candidate.verb, clause) if t is not None]
    heads = [candidate.noun, *acts, *(roles.direct_object(t) for t in acts)]
    below = [c for t in acts for c in syntax.children(t, "xcomp") if c.pos_ == "VERB"]
    for head in [*heads, *below, *(roles.direct_object(t) for t in below)]:
        if head is None:
            continue
        for noun in roles.pobjs(head, *_AT, *(() if head.pos_ == "VERB" else ("with", "against"))):
            named = _named_place(noun)
            if named is not None and named.i not in taken:
                return (named,)
    return ()


def _named_place(noun: Token) -> Token | None:
    """Return the name of a place: itself, or the one in "the capital **Lima**", "the town of **Ica** in Peru"."""
    if noun.ent_type_ == "GPE":
        return noun
    if noun.lemma_ not in lexicon.object_class("place"):
        return None
    names = [*syntax.children(noun, "appos"), *roles.pobjs(noun, "of")]
    return next((t for t in names if t.ent_type_ == "GPE"), None)


def _struck_places(candidate: Candidate) -> list[Token]:
    """Return the place that was attacked where nobody else is named: "mounted an offensive **in Karen**"."""
    for head in (candidate.noun, candidate.verb):
        if head is None:
            continue
        for noun in roles.pobjs(head, "in", "inside", "across", "near", "around"):
            named = _named_place(noun)
            if named is not None and not candidate.mutual:
                return [named]
        if head.dep_ == "relcl" and any(c.lower_ == "where" for c in head.children):
            names = [t for t in head.head.subtree if t.ent_type_ == "GPE" and t.i < head.i and t.pos_ == "PROPN"]
            return names[-1:]
    return []


def _distinct(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens}.values())


def _actors(token: Token | None) -> list[Token]:
    """Return who stands behind a subject: itself with its conjuncts, or the parties that it names."""
    if token is None:
        return []
    head = roles.whole(token)
    found = [t for t in roles.with_conjuncts(token) if roles.is_party(roles.whole(t))]
    if found:
        return found
    return _makers(head) if roles.may_front(head) else []


def _makers(noun: Token) -> list[Token]:
    """Return who is behind a thing or an act that is the subject: "**Iranian** missiles hit", "raids by **rebels**"."""
    before = [t for t in roles.modifiers(noun) if not _city(t) and t.text not in lexicon.system_names()]
    if before:
        return [noun] if roles.has_crew(noun) and before[0].dep_ != "poss" else before[:1]
    return [t for t in roles.pobjs(noun, "by", "from") if roles.is_party(roles.whole(t))]


def _city(modifier: Token) -> bool:
    """A town before a noun says where or whom, not who: "the **Goma** offensive"."""
    if modifier.dep_ != "compound" or modifier.ent_type_ != "GPE":
        return False
    return not roles.is_country(modifier) or roles.is_capital(modifier)


def _named_before(modifier: Token) -> bool:
    """The country before a visit is where it goes: "the **Estonia** visit"."""
    return bool(modifier.dep_ == "compound" and modifier.ent_type_ == "GPE" and modifier.pos_ == "PROPN")


def _targets(token: Token | None) -> list[Token]:
    if token is None:
        return []
    found = [t for t in roles.with_conjuncts(token) if roles.may_suffer(roles.whole(t))]
    return found or roles.parties_within(roles.whole(token))


def _of_verb(candidate: Candidate, match: Match) -> Parties:
    verb = match.verb
    actors = _actors(subjects.doer(verb))
    if not actors and candidate.noun is not None and match.bound is None:
        actors = _makers(candidate.noun)
    if not actors and verb.lemma_ in _SHOTS and roles.acts_passively(verb):
        actors = [t for t in roles.pobjs(verb, "from") if t.ent_type_ in {"GPE", "LOC"}]
    if match.pattern.swapped:
        sources = roles.pobjs(verb, "from", "by") + (roles.pobjs(match.bound, "from", "by") if match.bound else [])
        doers = [t for t in sources if roles.is_party(roles.whole(t))]
        if match.bound is not None and not doers:
            doers = [t for t in roles.modifiers(match.bound) if t.pos_ != "PRON"]
        return Parties(tuple(doers), tuple(_targets(subjects.subject_of(verb))))
    recipients = _recipients(candidate, match)
    return Parties(tuple(actors), tuple(recipients))


def _recipients(candidate: Candidate, match: Match) -> list[Token]:
    verb, parts = match.verb, match.pattern.parts
    if any(part.kind == "any" for part in parts):
        found = _targets(roles.direct_object(verb))
        if found:
            return found
    dative = [t for c in syntax.children(verb, "dative") for t in (syntax.children(c, "pobj") or [c])]
    if dative and roles.is_target(dative[0]):
        return roles.with_conjuncts(dative[0])
    target = roles.direct_object(verb)
    blamed = target is not None and roles.is_party(target)
    for part in parts:
        if part.kind == "word" and not (part.value == "of" and blamed):  # "accused **Chad** of aiding the rebels"
            found = [t for t in roles.pobjs(verb, part.value) for t in _targets(t)]
            if found:
                return found
    if candidate.class_name == "occupy":
        places = [verb] if target is None else [verb, target]
        lost = [t for head in places for t in roles.pobjs(head, "from") if roles.is_party(t)]
        if lost:  # "took two towns **from the rebels**"
            return roles.with_conjuncts(lost[0])
    if (
        target is not None
        and (match.bound is None or target.i != match.bound.i)
        and roles.is_party(target)
        and not roles.acts_passively(verb)
    ):
        return roles.with_conjuncts(target)
    if roles.acts_passively(verb) and match.bound is None:
        found = _targets(target)
        if found:
            return found
    if match.bound is not None and any(p.value in _PEOPLE for p in parts if p.kind == "class"):
        return roles.with_conjuncts(match.bound)
    literal = match.bound is not None and any(p.kind == "lemma" and not p.after for p in parts)
    if literal and match.bound is not None and _is_hit(candidate, match.bound):
        return [match.bound]
    if candidate.class_name == "complain":
        about = [
            t
            for n in roles.pobjs(verb, "over", "about", "against", "of")
            for t in roles.parties_within(n) or _named_below(n)
        ]
        if about:
            return about
    return _by_bound(candidate, match.bound, verb) or _by_clause(match.clause, verb, candidate)


def _is_hit(candidate: Candidate, bound: Token) -> bool:
    """People that a pattern names are acted upon, and for attacks things are, but not what one attacks with."""
    if _is_moved(bound) or roles.lemma(bound) in roles.weapon_words():
        return False
    return roles.is_party(bound) or (
        lexicon.classes()[candidate.class_name].type == "ASSAULT" and roles.is_target(bound)
    )


def _by_bound(candidate: Candidate, bound: Token | None, verb: Token) -> list[Token]:
    """Return the recipients around a bound noun: "strikes **on X**", "support **for X**", "X's release"."""
    hostile = lexicon.classes()[candidate.class_name].type == "ASSAULT"
    preps = _HOSTILE_PREPS if hostile else _RECIPIENT_PREPS
    found = [
        t for t in roles.pobjs(verb, *preps) if (bound is None or t.i != bound.i) and roles.is_target(roles.whole(t))
    ]
    if bound is None:
        return [t for noun in found[:1] for t in roles.with_conjuncts(noun)]
    answered = ("by",) if lexicon.classes()[candidate.class_name].type in _ANSWERS else ()
    behind = roles.pobjs(bound, "of", *preps, *answered)
    near = [t for t in behind if roles.is_target(roles.whole(t))] or [
        p for t in behind for p in roles.parties_within(t)
    ]
    if hostile and not near:
        near = [t for t in _aimed_at(bound, verb) if roles.is_target(roles.whole(t))]
    for noun in [*near, *found]:
        return roles.with_conjuncts(noun)
    if roles.is_party(bound) and bound.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return [bound]
    return [t for t in roles.modifiers(bound) if t.dep_ != "poss" or t.pos_ != "PRON"][:1]


def _aimed_at(bound: Token, verb: Token) -> list[Token]:
    """Return what a participle beside an attack aims at: "launched strikes **targeting** the depot"."""
    below = [c for t in (bound, verb) for c in t.children if c.dep_ in {"acl", "advcl"} and c.lemma_ == "target"]
    found = [roles.direct_object(c) for c in below]
    return [t for t in found if t is not None]


def _by_clause(clause: Token | None, verb: Token, candidate: Candidate) -> list[Token]:
    """Return whom a demand, threat or offer is about: the subject of its clause, else what the clause acts upon."""
    if clause is not None and lexicon.classes()[candidate.class_name].type == "ASSAULT":
        return _targets(roles.direct_object(clause))  # "tried to assassinate the mayor"
    if lexicon.classes()[candidate.class_name].type not in _SPEECH:
        return []
    words = roles.pobjs(verb, "on", "for")  # "insisted on its demand that Peru leave"
    below = [*verb.children, *(c for a in (*syntax.children(verb, "acomp"), *words) for c in a.children)]
    inner = clause or next((c for c in below if c.dep_ in {"ccomp", "xcomp", "acl"} and c.i > verb.i), None)
    if inner is None:
        return []
    own = syntax.children(inner, "nsubj", "nsubjpass")
    if own and roles.is_party(own[0]) and own[0].pos_ != "PRON":
        return roles.with_conjuncts(own[0])
    for child in syntax.children(inner, "dative"):
        noun = next(iter(syntax.children(child, "pobj")), child)
        if roles.is_party(noun):
            return roles.with_conjuncts(noun)
    found = [t for t in _targets(roles.direct_object(inner)) if roles.is_party(roles.whole(t)) and not _is_moved(t)]
    if found:
        return found
    found = [t for t in roles.pobjs(inner, *_RECIPIENT_PREPS) if roles.is_target(roles.whole(t))]
    return roles.with_conjuncts(found[0]) if found else []


def _is_moved(noun: Token) -> bool:
    """Own forces and inspectors are sent and withdrawn, not acted upon: "willing to withdraw **its troops**"."""
    return roles.is_force(noun) or roles.lemma(noun) in {"inspector", "investigator", "envoy"}


def _of_noun(candidate: Candidate, noun: Token) -> Parties:
    suffers = "undergo" in candidate.light and "act" not in candidate.light
    own = [t for t in roles.modifiers(noun) if not (suffers and t.pos_ == "PRON")]
    by = [t for t in roles.pobjs(noun, *_sources(candidate)) if roles.is_party(roles.whole(t))]
    against = [t for t in roles.pobjs(noun, *_preps(candidate)) if roles.is_target(roles.whole(t))]
    against = against or _alleged(candidate, noun)
    of = [t for t in roles.pobjs(noun, "of") if roles.is_target(roles.whole(t))]
    actors, recipients = [*by], [t for n in against[:1] for t in roles.with_conjuncts(n)]
    if candidate.of and of:
        recipients = [*roles.with_conjuncts(of[0]), *recipients]
    elif of and not by and not own:
        actors = roles.with_conjuncts(of[0]) if roles.is_party(of[0]) else actors
    if own:
        if candidate.of and not of and (by or own[0].dep_ == "poss"):
            recipients = [own[0], *recipients]
        elif _city(own[0]) or (candidate.class_name == "visit" and _named_before(own[0])):
            recipients = [*recipients, own[0]]
        else:
            actors = [*actors, own[0]]
    return _with_verb(candidate, actors, recipients)


def _alleged(candidate: Candidate, noun: Token) -> list[Token]:
    """Return whom an allegation is about: "claims that **the army** colluded with smugglers"."""
    if lexicon.classes()[candidate.class_name].type != "ACCUSE":
        return []
    clauses = (c for c in syntax.children(noun, "acl", "ccomp", "relcl") if c.i > noun.i)
    named = (t for clause in clauses for t in syntax.children(clause, "nsubj") if t.pos_ != "PRON")
    return [t for t in named if roles.is_party(roles.whole(t))][:1]


def _sources(candidate: Candidate) -> tuple[str, ...]:
    """Words said come "from" somebody; blows may come from a place."""
    said = lexicon.classes()[candidate.class_name].type in {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
    return ("by", "from") if said else ("by",)


def _preps(candidate: Candidate) -> tuple[str, ...]:
    kind = lexicon.classes()[candidate.class_name].type
    if kind == "ASSAULT":
        return ("against", "on", "at", "into", "upon", "inside", "between", *(("with",) if candidate.mutual else ()))
    if kind in {"COERCE", "PROTEST", "SANCTION", "MOBILIZE", "ACCUSE"}:
        return ("against", "on", "at", "upon", "with", "into")
    return ("to", "with", "for", "against", "on", "between", "toward")


def _with_verb(candidate: Candidate, actors: list[Token], recipients: list[Token]) -> Parties:
    """Add the parties of the light verb that carries an event noun."""
    verb, light = candidate.verb, candidate.light
    if verb is None or not light or light == {"occur"}:
        return Parties(tuple(actors), tuple(recipients))
    passive = roles.acts_passively(verb)
    doers = _actors(syntax.agent(verb) if passive else subjects.subject_of(verb))
    if "undergo" in light and "act" not in light:
        return Parties(tuple(actors), tuple(doers or recipients))
    more = [t for t in roles.pobjs(verb, *_preps(candidate)) if roles.is_target(roles.whole(t))]
    return Parties(tuple(doers or actors), tuple(recipients or more[:1]))
