"""What a party is going to do, told by the reporter or by itself, where the plainer readings are silent.

"Will" alone announces; it commits where the clause has terms (a limit, a condition, a price), where somebody gets
something, or where the party itself says so of an act of will.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.limits import limits_of
from accordingto.reading.positions.roles import can_hold, is_negated, pobj, subject
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import appeased, is_hostile, is_sanction, presses, struck, threatens
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_WILL = frozenset({"will", "would", "wo", "shall", "sha", "'ll", "’ll", "'d", "’d"})
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"it", "they", "he", "she"})
_IF = frozenset({"if", "unless", "should", "until", "provided", "once", "were", "soon", "long"})
_DEPENDENT = frozenset({"relcl", "acl", "advcl", "pcomp", "csubj"})
_ASKING = frozenset({"how", "why", "what", "whether", "where", "who", "which"})
_ANY = frozenset({"any", "whatever", "whichever", "all", "every"})


def read_undertaking(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield what a party is to do or refuses to do: "it would leave observers in place for a month"."""
    for reader in (_progressive, _unmodal, _will):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _progressive(verb: Token, voices: Voices) -> Draft | None:
    """Read "I'm not leaving until the water is clean", "we are not paying": a refusal, said of oneself."""
    who = next(iter(children(verb, "nsubj")), None)
    present = any(c.dep_ == "aux" and c.lemma_ == "be" and c.tag_ in {"VBP", "VBZ"} for c in verb.children)
    if verb.tag_ != "VBG" or not present or who is None or who.lower_ not in _FIRST or not is_negated(verb):
        return None
    speaker = voices.speaker(verb)
    idle = verb.lemma_ in {"go", "say", "talk", "take", "look", "ask", *rulebook().states, *rulebook().opining}
    if idle or speaker is None or not can_hold(speaker) or verb.dep_ in _DEPENDENT:
        return None
    return Draft("refusal", verb, verb, speaker, None, verb, negated=True)


def _unmodal(verb: Token, voices: Voices) -> Draft | None:
    """Read "The farmers would not.", "We won't.": a refusal of what was spoken of before."""
    if verb.tag_ != "MD" or verb.lower_ not in _WILL or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return None
    who = next(iter(children(verb, "nsubj")), None)
    if who is None or not is_negated(verb) or any(c.pos_ == "VERB" for c in verb.children):
        return None
    holder = voices.speaker(verb) if who.lower_ in _FIRST else who
    known = holder is not None and (can_hold(holder) or (who.lower_ in _THIRD and not voices.is_open(who)))
    return Draft("refusal", verb, verb, holder, None, verb, negated=True) if known else None


def _will(verb: Token, voices: Voices) -> Draft | None:
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in _WILL), None)
    who = next(iter(children(verb, "nsubj")), None) or (subject(verb) if verb.dep_ == "conj" else None)
    if modal is None or who is None or is_passive(verb) or verb.dep_ in _DEPENDENT or _asks(verb, who):
        return None
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children) or _rather(verb):
        return None
    holder = _holder(verb, who, voices)
    if holder is None or verb.lemma_ in rulebook().states - {"do"}:
        return None
    if is_negated(verb) or _of_none(verb):
        return _refused(verb, holder)
    told = voices.speaker(verb)
    own = told is not None and voices.is_own(who, told)
    if not own and (verb.dep_ == "ccomp" and verb.head.lemma_ in rulebook().opining):
        return None
    return _given(verb, holder, own, modal)


def _asks(verb: Token, who: Token) -> bool:
    early = {c.lower_ for c in verb.children if c.i < verb.i and c.dep_ in {"advmod", "dobj", "attr", "mark"}}
    return bool(early & _ASKING) or who.i > verb.i or who.lower_ in _ASKING


def _rather(verb: Token) -> bool:
    """ "I'd rather eat my cap" promises nothing, "would like" and "would love" wish."""
    return verb.lemma_ in {"like", "love", "rather", "prefer"} or any(
        c.lower_ in {"rather", "sooner", "probably", "likely", "presumably", "hopefully"} for c in verb.children
    )


def _holder(verb: Token, who: Token, voices: Voices) -> Token | None:
    """Who commits: the speaker for "we" and open pronouns, else the party that is the subject."""
    speaker = voices.speaker(verb)
    if who.lower_ in _FIRST:
        return speaker if can_hold(speaker) else who if speaker is None and who.lower_ == "we" else None
    if who.lower_ in _THIRD:
        if not voices.is_open(who):
            return who
        plain = speaker is not None and verb.dep_ == "ccomp" and not voices.quoted(who)
        return speaker if plain and can_hold(speaker) else None
    if not can_hold(who) or who.lower_ in {"you", "those", "anyone", "people", "everyone", "nobody", "somebody"}:
        return None
    if speaker is None or voices.is_own(who, speaker) or voices.turn_of_reporter(verb):
        return who
    return None


def _of_none(verb: Token) -> bool:
    """Whether the object denies a clause: "will attend **no** talks", "will pay **nothing**"."""
    return any(
        c.lower_ in {"nobody", "nothing", "none"} or any(d.lower_ == "no" for d in c.children)
        for c in children(verb, "dobj")
    )


def _refused(verb: Token, holder: Token) -> Draft | None:
    if verb.lemma_ == "do" and not any(c.lower_ in {"so", "that", "it", "this"} for c in verb.children):
        return None
    spared = is_hostile(verb) or verb.lemma_ in rulebook().sparing
    kind: PositionKind = "promise" if spared and not _of_none(verb) else "refusal"
    if kind == "promise" and not threatens(verb):
        kind = "refusal"
    return Draft(kind, verb, verb, holder, struck(verb), verb, negated=kind == "refusal")


def _given(verb: Token, holder: Token, own: bool, modal: Token) -> Draft | None:
    conditional, page = _conditional(verb), rulebook()
    draft = Draft("promise", verb, verb, holder, _receiver(verb), verb)
    if threatens(verb, conditional) or presses(verb) or (is_sanction(verb) and conditional and not appeased(verb)):
        return Draft("threat", verb, verb, holder, struck(verb), verb)
    thing = bool(children(verb, "dobj")) or any(c.dep_ in {"prt", "prep"} for c in verb.children)
    terms = (
        conditional or any(x.kind != "place" and x.mention.start > verb.idx for x in limits_of(draft)) or _price(verb)
    )
    if verb.lemma_ in rulebook().scheduled and not (conditional or own or (terms and verb.lemma_ in page.conceding)):
        return None
    gives = verb.lemma_ in rulebook().giving_away | rulebook().conceding and bool(children(verb, "dobj"))
    open_ = any(c.lower_ in _ANY for o in children(verb, "dobj") for c in o.children)
    mild = verb.lemma_ in lexicon().nonvolitional and verb.lemma_ not in lexicon().soft
    if mild and not (own and terms and thing):
        return None
    firm = terms and (thing or conditional)
    offered = gives and (own or draft.bearer is not None or modal.lower_ in {"would", "'d", "’d"})
    return draft if firm or offered or (own and open_) or (open_ and verb.lemma_ in rulebook().conceding) else None


def _receiver(verb: Token) -> Token | None:
    things = [*children(verb, "dative"), pobj(verb, "to", "for", "with"), *children(verb, "dobj")]
    return next((t for t in things if t is not None and can_hold(t)), None)


def _conditional(verb: Token) -> bool:
    return any(
        (c.dep_ == "advcl" and {c.left_edge.lower_, *(m.lower_ for m in c.children)} & _IF)
        or (c.dep_ == "prep" and c.lower_ == "provided")
        or (c.lower_ in {"long", "soon"} and any(x.dep_ == "advcl" for x in c.children))
        for c in verb.children
    )


def _price(verb: Token) -> bool:
    """ "For a written apology", "in exchange for fuel", "in return for NP"."""
    for prep in children(verb, "prep"):
        for noun in children(prep, "pobj"):
            if prep.lower_ == "in" and noun.lower_ in {"exchange", "return"}:
                return True
            if prep.lower_ == "for" and noun.lemma_.lower() in rulebook().prices:
                return True
    return False
