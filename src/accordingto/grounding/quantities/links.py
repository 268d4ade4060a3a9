"""What a count of people hangs on: the verb that harms them, the state they are in, or the toll that is given."""

import re

from msgspec import Struct
from spacy.tokens import Doc, Span, Token

from accordingto.grounding.quantities.lexicon import Lexicon

_REACH = 14
"""How many tokens the words between a count and its verb may take."""

_INSIDE_NOUN_PHRASE = frozenset(
    {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "CCONJ", "PART", "ADV", "PUNCT", "PRON", "SYM"}
)
_ALLOWED = _INSIDE_NOUN_PHRASE | {"AUX", "VERB", "SCONJ"}
_SHARES = frozenset({"half", "third", "quarter", "fifth", "fraction", "percent"})
_PARTITIVE = frozenset({"whom", "them", "those", "which", "these"})
_ASIDE = 20
"""How many tokens an aside ("…, including two officers, …") may take."""
_MODALS = frozenset({"would", "could", "might", "may", "can", "should", "must", "will"})
_SUBSET = frozenset({"including", "include", "includes", "included"})


class Link(Struct, frozen=True):
    """The kind of harm, and where the counted people's words end."""

    kind: str
    end: int


def kind_of_count(count: Span, known: Lexicon) -> Link | None:
    """Return what a count of people hangs on, ``None`` where it counts something else or a part of a count."""
    if _is_subset(count, known) or _is_name_part(count) or _is_age(count):
        return None
    phrase_end, counted = _noun_phrase(count, known)
    if counted is not None and counted.lemma_.lower() in known.things:
        return None
    link = _link(count, phrase_end, known)
    if link and link.kind == "captured" and counted is not None and not _is_person(counted, known):
        return None
    return link


_AGENT_NOUN = re.compile(r"(?:er|or|ist|ian|ant|ent|ee|man|men|woman|women|people)s?$", re.IGNORECASE)


def _is_person(noun: Token, known: Lexicon) -> bool:
    """Return whether a noun names people: in the codebook, a name, or made like one ("commuters", "dissidents")."""
    return noun.lemma_.lower() in known.people or noun.pos_ == "PROPN" or bool(_AGENT_NOUN.search(noun.lower_))


def _link(count: Span, phrase_end: int, known: Lexicon) -> Link | None:
    return _own_noun(count, known) or _after(count, phrase_end, known) or _before(count, phrase_end, known)


def _is_subset(count: Span, known: Lexicon) -> bool:
    """ "including three children", "164 of whom were", "1 in 3", "one was among the 14": a part of another count."""
    doc = count.doc
    before = [t.lower_ for t in doc[max(0, count.start - 3) : count.start]]
    behind = [t.lower_ for t in doc[count.end : count.end + 3]]
    if _SUBSET & set(before) or {"among them", "among those", "among whom"} & {
        " ".join(before[i : i + 2]) for i in (0, 1)
    }:
        return True
    if behind[:1] == ["of"] and (
        set(behind[1:2]) & _PARTITIVE or count.text.lower() == "one" or _numeral(doc, count.end + 2)
    ):
        return True
    if behind[:2] == ["of", "the"] and set(behind[2:]) & known.states.keys():
        return True
    if before[-1:] == ["of"] and _SHARES & set(before[:-1]):
        return True
    if before[-1:] == ["no"] or (behind[:1] == [")"] and "(" not in before):
        return True
    if any(t.lower_ == "among" and doc[t.i - 1].lemma_ in {"be", "number"} for t in doc[count.end : count.end + 6]):
        return True
    return (behind[:1] == ["in"] and _numeral(doc, count.end + 1)) or (
        before[-1:] == ["in"] and _numeral(doc, count.start - 2)
    )


def _numeral(doc: Doc, index: int) -> bool:
    return 0 <= index < len(doc) and doc[index].like_num and doc[index].text[:3] not in {"199", "200", "201", "202"}


def _is_age(count: Span) -> bool:
    """ "the driver, 34, died", "Ana Ruiz, 57.": a bare number between commas behind a person."""
    doc = count.doc
    if not count.text.isdigit() or count.start < 2 or doc[count.start - 1].text != ",":
        return False
    closes = count.end >= len(doc) or doc[count.end].text in {",", ".", ";", ")"} or doc[count.end].is_space
    return closes and doc[count.start - 2].pos_ in {"PROPN", "NOUN"}


def _is_name_part(count: Span) -> bool:
    """ "World War Two": a number behind a name."""
    first, previous = count[0], count.doc[count.start - 1] if count.start else None
    if previous is None or first.is_sent_start:
        return False
    return first.head == previous and previous.pos_ in {"PROPN", "NOUN"} and first.dep_ in {"nummod", "npadvmod"}


def _noun_phrase(count: Span, known: Lexicon) -> tuple[int, Token | None]:
    """Return the token index behind the counted noun and that noun (the first noun that ends a run of nouns)."""
    doc, index = count.doc, count.end
    if count[-1].pos_ in {"NOUN", "PROPN"} and count[-1].lemma_.lower() in known.people:
        return index, count[-1]
    while index < len(doc) and index < count.end + 6:
        token = doc[index]
        if token.is_sent_start or (
            token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "ADV"} and token.tag_ not in {"POS", "HYPH"}
        ):
            break
        if (
            token.lemma_.lower() in known.things
            and token.pos_ == "NOUN"
            and not _goes_on(doc[index + 1] if index + 1 < len(doc) else None)
        ):
            return index + 1, token
        if token.pos_ == "ADP" and token.lower_ not in {"of"}:
            break
        index += 1
        if token.pos_ in {"NOUN", "PROPN"} and not _goes_on(doc[index] if index < len(doc) else None):
            return index, token
        if token.lower_ in known.states and token.pos_ in {"ADJ", "VERB"}:
            return index - 1, None
    return count.end, None


def _goes_on(token: Token | None) -> bool:
    return token is not None and not token.is_sent_start and token.pos_ in {"NOUN", "PROPN"}


def _own_noun(count: Span, known: Lexicon) -> Link | None:
    """ "12 deaths", "30 wounded", "45 dead", "three arrests"."""
    doc = count.doc
    start = count.end + (count.end < len(doc) and doc[count.end].lower_ == "of")
    for token in doc[start : start + 3]:
        if token.lower_ in known.held and _held(doc, count.start, token.i):
            return Link("captured", doc[token.i - 1].idx + len(doc[token.i - 1]))
        if token.lower_ == "lives" and _claims(doc, count.start):
            return Link("killed", token.idx + len(token))
        kind = known.nouns.get(token.lemma_.lower())
        if kind and token.tag_ == "NNS":
            return Link(kind, token.idx + len(token))
        if token.lower_ in known.states and not _takes_object(token) and token.tag_ not in {"VBD"}:
            return Link(known.states[token.lower_], token.idx + len(token))
        if token.lower_ in known.states and _passive_or_bare(token):
            return Link(known.states[token.lower_], token.idx + len(token))
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} or token.is_sent_start:
            break
    return None


def _held(doc: Doc, start: int, end: int) -> bool:
    """ "took 12 people hostage"."""
    return any(t.lemma_.lower() in {"take", "hold"} for t in doc[max(0, start - 6) : end])


def _claims(doc: Doc, before: int) -> bool:
    """ "claimed eight lives", "costing the lives of 30": a verb of taking within a few words before."""
    return any(t.lemma_.lower() in {"claim", "cost", "take"} for t in doc[max(0, before - 5) : before])


def _takes_object(token: Token) -> bool:
    return any(c.dep_ == "dobj" for c in token.children)


def _passive_or_bare(token: Token) -> bool:
    return token.tag_ in {"VBN", "JJ"} or (token.tag_ == "VBD" and not _takes_object(token))


def _after(count: Span, phrase_end: int, known: Lexicon) -> Link | None:
    """ "… were killed", "… have been reported dead", "… died", "… fled"."""
    doc = count.doc
    end_char = doc[phrase_end - 1].idx + len(doc[phrase_end - 1])
    passive = negated = False
    resume = phrase_end
    for token in doc[phrase_end : phrase_end + _REACH + _ASIDE]:
        if token.is_sent_start or token.i >= resume + _REACH:
            break
        lemma, form = token.lemma_.lower(), token.lower_
        if form in _SUBSET and doc[token.i - 1].is_punct:
            resume = _behind_aside(doc, token.i)
        if token.i < resume:
            continue
        negated = negated or form in {"not", "n't"} or (token.pos_ == "AUX" and form in _MODALS)
        if form in known.held and _held(doc, count.start, token.i):
            return Link("captured", end_char)
        kind = _state(token, known, passive, range(count.start, phrase_end), resume) or _act(token, known, passive)
        if kind:
            return None if negated else Link(kind, end_char)
        if lemma in {"be", "get"}:
            passive = True
        elif (token.pos_ == "VERB" and lemma not in known.carriers) or token.pos_ not in _ALLOWED or form in {";", ":"}:
            break
    return None


def _state(token: Token, known: Lexicon, passive: bool, phrase: range, resume: int) -> str | None:
    """ "were killed", "left five dead", "12 people from Dara wounded": a state that belongs to the counted people."""
    kind = known.states.get(token.lower_)
    if kind is None or _takes_object(token) or not (passive or _passive_or_bare(token)):
        return None
    is_elsewhere = token.dep_ in {"amod", "acl"} and token.head.i not in phrase
    adjacent = token.i <= resume or token.head.i in phrase
    return kind if not is_elsewhere and (passive or adjacent or token.tag_ == "VBD") else None


def _act(token: Token, known: Lexicon, passive: bool) -> str | None:
    """ "died", "fled", "were executed": a verb whose subject the counted people are."""
    lemma = token.lemma_.lower()
    if passive and token.tag_ == "VBN" and lemma in known.active:
        return known.active[lemma]
    if passive and lemma in {"drown", "evacuate"}:
        return None
    return known.middle.get(lemma) if token.pos_ == "VERB" else None


def _behind_aside(doc: Doc, start: int) -> int:
    """Return the token behind the comma or dash that closes an aside."""
    return next((t.i + 1 for t in doc[start : start + _ASIDE] if t.text in {",", "—", "–", ")"}), start + _ASIDE)


def _before(count: Span, phrase_end: int, known: Lexicon) -> Link | None:
    """ "killed 12", "wounding at least three", "arrested dozens of protesters", "claimed the lives of 30"."""
    doc = count.doc
    end = doc[phrase_end - 1]
    end_char = end.idx + len(end)
    for token in reversed(doc[max(0, count.start - _REACH) : count.start]):
        lemma, form = token.lemma_.lower(), token.lower_
        if lemma in known.active and token.pos_ in {"VERB", "ADJ", "NOUN"} and token.tag_ not in {"NN", "NNS"}:
            return None if _is_passive(token) or _is_open(token) else Link(known.active[lemma], end_char)
        if lemma in known.acts and token.pos_ == "NOUN" and doc[token.i + 1].lower_ == "of":
            return Link(known.acts[lemma], end_char)
        if form in {"lives", "life"} and _claims(doc, token.i):
            return Link("killed", end_char)
        if (
            token.pos_ in {"VERB", "AUX"}
            or form in {";", ":", "(", ")", "after", "when", "as", "by", "in", "with", "from", "at"}
            or token.is_sent_start
        ):
            break
    return None


def _is_passive(verb: Token) -> bool:
    return (
        verb.tag_ == "VBN"
        and not any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children)
        and not _takes_object(verb)
    )


def _is_open(verb: Token) -> bool:
    """Return whether a verb is negated or only possible: "did not kill", "would kill millions"."""
    helpers = [c for c in verb.children if c.dep_ in {"neg", "aux"}]
    if any(c.dep_ == "neg" or c.lower_ in _MODALS for c in helpers):
        return True
    return any(c.lower_ == "to" for c in helpers) and verb.head.lemma_.lower() not in {
        "go",
        "continue",
        "manage",
        "proceed",
    }
