"""Find where a text may name an event: verbs by pattern, nouns by lexicon, light verbs with their nouns."""

from typing import NamedTuple

from spacy.tokens import Doc, Token

from accordingto.reading import roles, subjects, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.matching import NO_EVENT, Match, Matcher

_FAR = 9
_CRITICISM = "disapprove"
_GENERIC_VERBS = frozenset({"kill", "injure", "assault", "destroy", "advance"})
_NOT_PARTICIPLES = frozenset({"amod", "compound", "nmod"})


class Candidate(NamedTuple):
    """A place where an event may be named.

    ``tokens`` make up the trigger; ``verb`` is the verb that carries parties and tense (none for a bare noun);
    ``noun`` is the event noun, or the noun that the verb pattern bound; ``light`` the roles of a light verb.
    """

    class_name: str
    tokens: tuple[Token, ...]
    verb: Token | None
    noun: Token | None
    match: Match | None
    light: frozenset[str] = frozenset()
    weak: bool = False
    of: bool = False
    mutual: bool = False


def find_candidates(doc: Doc) -> list[Candidate]:
    """Return all candidates of a text in order, verbs first where both see the same words."""
    matcher = Matcher()
    verbal = [c for token in doc if _may_act(token) and (c := _verbal(token, matcher))]
    nominal = [c for token in doc if token.pos_ in {"NOUN", "PROPN", "VERB"} and (c := _nominal(token))]
    return _without_doubles(verbal, nominal)


def _may_act(token: Token) -> bool:
    """A verb, or a form of "be" with an adjective: "is willing"."""
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and any(c.dep_ in {"acomp", "prep"} for c in token.children))


def _verbal(verb: Token, matcher: Matcher) -> Candidate | None:
    if verb.dep_ in _NOT_PARTICIPLES:
        return None
    match = matcher.match(verb)
    if match is None:
        return None
    named = _noun_class(match.bound) if match.bound is not None else None
    if named and named[0] == NO_EVENT:
        return None
    tokens = list(match.tokens)
    if match.clause is not None:
        inner = matcher.match(match.clause)
        tokens.extend(inner.tokens if inner else ())
    return Candidate(_class_of(match), _near(verb, tokens), verb, match.bound, match)


def _class_of(match: Match) -> str:
    """Return the class of a match: where any attack would do, the noun says which it is ("began a hunger strike")."""
    name = match.pattern.class_name
    if name in {"assault", "attack"} and _is_by_sanctions(match.verb):
        return "sanction"
    if name == "assault" and (_is_debate(match.verb) or _names_attack(match)):
        return _CRITICISM
    if match.bound is not None and any(p.kind == "class" and p.value == "attack" for p in match.pattern.parts):
        own = _noun_class(match.bound)
        if own and own[0] != "attack" and name in _GENERIC_VERBS:
            return own[0]
    return name


def _is_by_sanctions(verb: Token) -> bool:
    """ "The **sanctions** hit seven banks" strikes nobody."""
    doer = subjects.doer(verb)
    return doer is not None and roles.lemma(roles.whole(doer)) in {"sanction", "embargo", "tariff", "penalty"}


def _names_attack(match: Match) -> bool:
    return match.bound is not None and _is_verbal(match.bound, match.verb)


def _is_debate(verb: Token) -> bool:
    """Return whether somebody attacks in words: a **decision**, or a rival **for** a policy or **as** weak."""
    if verb.lemma_ != "attack" or verb.tag_ == "VBN":
        return False
    target = roles.direct_object(verb)
    if target is None:
        return False
    if roles.lemma(target) in lexicon.object_class("opinions") or _is_aired(verb):
        return True
    if (target.ent_type_ == "PERSON" or roles.is_official(target) or target.lemma_ in _PRESS) and _goes_on(verb):
        return True
    named = target.ent_type_ in {"PERSON", "NORP", "ORG"} or roles.is_official(target)
    reasons = [p for p in verb.children if p.dep_ == "prep" and p.lower_ in {"for", "as"} and p.i > target.i]
    return named and any(c.dep_ == "pcomp" or not c.ent_type_ for p in reasons for c in p.children)


_PRESS = frozenset({"media", "press", "medium"})


def _goes_on(verb: Token) -> bool:
    """Whether an act goes on in words: "attacked the minister, **accusing** him of theft"."""
    said = lexicon.object_class("verbal")
    return any(t.dep_ == "advcl" and t.tag_ == "VBG" and t.lemma_.lower() in said for t in verb.children)


def _is_aired(verb: Token) -> bool:
    """Whether an act is done where people speak or write: "attacked him **on television**", "in a letter"."""
    preps = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "in", "via", "during"})
    venues = lexicon.object_class("venues")
    return any(t.dep_ == "pobj" and roles.lemma(t) in venues for prep in preps for t in prep.children)


def _is_verbal(attack: Token, verb: Token) -> bool:
    """Return whether an attack is made in words: a **scathing** one, or one that goes on by "calling" names."""
    said = lexicon.object_class("verbal")
    below = [t for head in (attack, verb) for t in head.children if t.dep_ in {"advcl", "acl"} and t.tag_ == "VBG"]
    return any(t.lemma_.lower() in said for t in (*attack.lefts, *below))


def _near(head: Token, tokens: list[Token]) -> tuple[Token, ...]:
    return tuple(sorted((t for t in set(tokens) if abs(t.i - head.i) <= _FAR), key=lambda t: t.i))


def _noun_class(token: Token) -> tuple[str, str, Token] | None:
    """Return the class of an event noun, its lemma and its first word: the longest compound wins."""
    if token.dep_ in {"compound", "amod"} and token.head.i - token.i == 1 and token.head.pos_ in {"NOUN", "PROPN"}:
        return None
    head = roles.lemma(token)
    lower = token.lower_
    heads = dict.fromkeys((lower, head, roles.joined(token), lower[:-1] if lower.endswith("s") else head))
    doc = token.doc
    for size in (2, 1, 0):
        if any(doc[i].is_sent_start for i in range(max(0, token.i - size + 1), token.i + 1)) or size > token.i:
            continue
        before = " ".join(doc[i].lower_ for i in range(token.i - size, token.i))
        before = before.replace(" - ", "-")
        for form in heads:
            phrase = f"{before} {form}".strip().replace("- ", "-")
            name = lexicon.nouns().get(phrase)
            if name:
                return name, phrase, doc[token.i - size]
    return None


def _carried(token: Token) -> tuple[str, str, Token] | None:
    """Return the class of "mediation" in "mediation mission": the head only carries the act before it."""
    before = token.nbor(-1) if token.i else token
    if token.lemma_ not in lexicon.object_class("carriers") or before.dep_ != "compound" or before.head.i != token.i:
        return None
    name = lexicon.nouns().get(roles.lemma(before))
    return (name, roles.lemma(before), before) if name else None


def _nominal(token: Token) -> Candidate | None:
    if token.pos_ == "VERB" and not (token.dep_ in {"dobj", "pobj"} and token.tag_ in {"NN", "NNS"}):
        return None
    if token.ent_type_ in {"PERSON", "GPE"} and token.pos_ == "PROPN":
        return None
    found = _noun_class(token) or _carried(token)
    if found is None or found[0] == NO_EVENT:
        return None
    name, phrase, first = found
    if name == "assault" and _is_verbal(token, token.head):
        name = _CRITICISM
    tokens = [*token.doc[first.i : token.i + 1]]
    tokens += [t for t in token.lefts if t.dep_ == "amod" and t.i == first.i - 1]
    verb, light, more = _light_verb(token)
    if light & {"plan", "stop"} and not light & {"act", "undergo"}:
        tokens_all = _near(token, tokens)
    else:
        tokens_all = _near(token, [*tokens, *more])
    head = roles.lemma(token)
    weak, of, mutual = (phrase in s or head in s for s in map(lexicon.noun_set, ("weak", "of", "mutual")))
    if phrase != head and phrase not in lexicon.noun_set("weak"):
        weak = False
    return Candidate(name, tokens_all, verb, token, None, light, weak, of, mutual)


def _light_verb(noun: Token) -> tuple[Token | None, frozenset[str], list[Token]]:
    """Return the light verb over an event noun, its roles, and the tokens that it adds to the trigger."""
    head = roles.whole_of(noun) if noun.dep_ == "pobj" else noun
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    verb = head.head
    if head.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in {"under", "out"} and verb.head.pos_ == "VERB":
        key = f"{verb.head.lemma_} {verb.lower_}"
        return verb.head, lexicon.light_verbs().get(key, frozenset()), [verb.head, verb]
    if verb.pos_ == "AUX" and head.dep_ == "attr":
        return _progressive(head, verb)
    if verb.pos_ != "VERB":
        return None, frozenset(), []
    if head.dep_ == "nsubj":
        light = lexicon.light_verbs().get(_with_particle(verb), frozenset()) & {"occur"}
        return (verb if light else None), light, []
    passive = head.dep_ == "nsubjpass" or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    target = roles.direct_object(verb)
    if head.dep_ in {"dobj", "nsubjpass"} or (target is not None and target.i == head.i) or passive:
        light = lexicon.light_verbs().get(_with_particle(verb), frozenset()) - {"occur", "effect"}
        return (verb if light else None), light, [verb, *syntax.children(verb, "prt")] if light else []
    return None, frozenset(), []


def _progressive(noun: Token, be: Token) -> tuple[Token | None, frozenset[str], list[Token]]:
    """Read "was mounting attacks" as a progressive where the parser took the participle for an adjective."""
    for child in noun.lefts:
        light = lexicon.light_verbs().get(child.lemma_.lower()) if child.tag_ == "VBG" else None
        light = light or lexicon.light_verbs().get(child.lower_.removesuffix("ing")) if child.tag_ == "VBG" else light
        if light and child.dep_ == "amod":
            return be, light, [child]
    return None, frozenset(), []


def _with_particle(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    return f"{verb.lemma_} {particle}" if particle else str(verb.lemma_)


def _without_doubles(verbal: list[Candidate], nominal: list[Candidate]) -> list[Candidate]:
    """Drop nouns that a verb pattern has bound; let a bare "kill" or "hit" take over the noun that did it."""
    by_noun = {c.noun.i: c for c in nominal if c.noun is not None}
    used: set[int] = set()
    kept = []
    for candidate in verbal:
        if candidate.verb is None:
            continue
        verb = candidate.verb
        if candidate.noun is not None:
            used.add(candidate.noun.i)
        if candidate.class_name in _GENERIC_VERBS:
            candidate = _merged(candidate, verb, by_noun, used)
        kept.append(candidate)
    kept.extend(c for c in nominal if c.noun is not None and c.noun.i not in used)
    return sorted(kept, key=lambda c: c.tokens[0].i)


def _merged(candidate: Candidate, verb: Token, by_noun: dict[int, Candidate], used: set[int]) -> Candidate:
    means = [n for n in (subjects.doer(verb), *roles.pobjs(verb, "in", "by", "during", "with")) if n is not None]
    for noun in means:
        other = by_noun.get(noun.i)
        if other and lexicon.classes()[other.class_name].type == "ASSAULT":
            used.add(noun.i)
            name = other.class_name if lexicon.classes()[other.class_name].mode else candidate.class_name
            tokens = _near(verb, [*candidate.tokens, *(t for t in other.tokens if t.i >= noun.i - 3)])
            return candidate._replace(class_name=name, tokens=tokens, noun=noun)
    return candidate
