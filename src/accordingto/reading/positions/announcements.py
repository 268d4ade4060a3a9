"""Set phrases that take a position: warnings of consequences, ultimatums, options on the table, asserted rights."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_be_bound, can_hold, doer, infinitive, is_negated, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import is_hostile, presses, struck
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import SUBJECTS, children, is_passive

_TERMS = frozenset(
    {"year", "deadline", "date", "dawn", "dusk", "midnight", "noon", "nightfall", "end", "hours", "days"}
)
_WILL = frozenset({"will", "would", "'ll", "’ll", "shall"})


def read_announcement(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position that a set phrase around this verb takes, if it is one."""
    for reader in (
        _warned_of,
        _met_with,
        _follows,
        _ought_not,
        _ultimatum,
        _has_until,
        _on_the_table,
        _right,
        _only_may,
    ):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _warned_of(verb: Token, _voices: Voices) -> Draft | None:
    """Read "warned NP of severe consequences"."""
    if verb.lemma_ not in {"warn", "caution"} or is_negated(verb):
        return None
    harm, holder = pobj(verb, "of"), doer(verb)
    if harm is None or holder is None or harm.lemma_.lower() not in lexicon().penalties or not can_hold(holder):
        return None
    bearer = next((c for c in children(verb, "dobj") if can_hold(c)), None)
    return Draft("threat", verb, verb, holder, bearer, harm)


def _met_with(verb: Token, voices: Voices) -> Draft | None:
    """Read "would be met with force" and "will face consequences", said by somebody else than the subject."""
    speaker = voices.speaker(verb)
    modal = any(c.lower_ in _WILL and c.dep_ == "aux" for c in verb.children)
    if speaker is None or not modal or is_negated(verb) or not can_hold(speaker) or verb.dep_ == "relcl":
        return None
    subject = next(iter(children(verb, *SUBJECTS)), None)
    if is_passive(verb) and verb.lemma_ in {"meet", "answer", "greet"}:
        harm = pobj(verb, "with", "by")
    elif verb.lemma_ == "meet" and not children(verb, "dobj"):
        harm = pobj(verb, "with")
    elif verb.lemma_ in {"face", "suffer", "pay", "bear"}:
        harm = next(iter(children(verb, "dobj")), None)
    else:
        return None
    if harm is None or harm.lemma_.lower() not in lexicon().penalties:
        return None
    anaphor = subject is not None and subject.lower_ in {"it", "he", "she", "they"}
    bearer = subject if subject is not None and (can_hold(subject) or anaphor) else None
    if bearer is not None and not anaphor and voices.same_side(bearer, speaker):
        return None
    return Draft("threat", verb, verb, speaker, bearer, harm, "conditional" if bearer is None else "in_force")


def _follows(verb: Token, voices: Voices) -> Draft | None:
    """Read "there will be consequences" and "this would have a heavy price", said by somebody."""
    speaker = voices.speaker(verb)
    modal = any(c.lower_ in _WILL and c.dep_ == "aux" for c in verb.children)
    if verb.lemma_ not in {"be", "have", "carry"} or not modal or speaker is None or not can_hold(speaker):
        return None
    subject = next(iter(children(verb, "nsubj", "expl")), None)
    things = children(verb, "attr", "dobj", "nsubj") if verb.lemma_ == "be" else children(verb, "dobj")
    there = verb.lemma_ != "be" or any(c.lower_ == "there" for c in verb.children)
    harm = next((t for t in things if t.lemma_.lower() in lexicon().dire), None)
    denied = next((t for t in things if any(c.lower_ == "no" for c in t.children)), None)
    if verb.lemma_ == "be" and there and denied is not None and presses(verb, any_act=True):
        return Draft("threat", verb, verb, speaker, None, denied, "conditional")
    if harm is None or not there or is_negated(verb) or (subject is not None and subject.lower_ in {"i", "we"}):
        return None
    if any(c.lower_ == "no" for c in harm.children) or verb.dep_ == "relcl":
        return None
    to = next((t for t in (pobj(harm, "for"), pobj(verb, "for")) if t is not None and can_hold(t)), None)
    return Draft("threat", verb, verb, speaker, to, harm)


def _ought_not(verb: Token, voices: Voices) -> Draft | None:
    """Read "there should be no use of force by NP", said by somebody else than NP."""
    speaker = voices.speaker(verb)
    ought = any(c.lower_ in {"must", "should", "can", "shall"} and c.dep_ == "aux" for c in verb.children)
    if verb.lemma_ != "be" or not ought or speaker is None or not can_hold(speaker):
        return None
    thing = next(iter(children(verb, "attr", "nsubj")), None)
    there = any(c.lower_ == "there" for c in verb.children)
    if thing is None or not there or not any(c.lower_ == "no" for c in thing.children):
        return None
    if thing.lemma_.lower() in lexicon().idle:
        return None
    bearer = pobj(thing, "by", "from", "for")
    return Draft("prohibition", thing, thing, speaker, bearer if can_hold(bearer) else None, thing)


def _ultimatum(verb: Token, _voices: Voices) -> Draft | None:
    """Read "gave NP until Friday to VP" and "gave NP 48 hours to VP"."""
    if verb.lemma_ != "give" or is_negated(verb):
        return None
    holder = doer(verb)
    act = infinitive(verb) or next(
        (a for t in verb.subtree if t.ent_type_ or t.lower_ in _TERMS for a in [infinitive(t)] if a), None
    )
    bearer = next(
        (c for c in children(verb, "dobj", "dative") if c.ent_type_ not in {"DATE", "TIME"} and c.lemma_ not in _TERMS),
        None,
    )
    timed = any(
        t.ent_type_ in {"DATE", "TIME"} or t.lower_ == "until"
        for t in verb.subtree
        if act is not None and verb.i < t.i < act.i
    )
    if act is None or bearer is None or holder is None or not timed or not can_hold(holder):
        return None
    return Draft("demand", verb, verb, holder, bearer, act)


def _has_until(verb: Token, voices: Voices) -> Draft | None:
    """Read "the advisers have until Friday to leave", "the firm has ten days to pay"."""
    act, who = infinitive(verb), next(iter(children(verb, "nsubj")), None)
    if verb.lemma_ != "have" or verb.tag_ not in {"VBP", "VBZ", "VBD"} or who is None or is_negated(verb):
        return None
    act = act or next((a for t in verb.subtree if t.i > verb.i for a in [infinitive(t)] if a is not None), None)
    if act is None or who.lower_ in {"i", "we"} or not can_be_bound(who) or children(verb, "dobj"):
        between = children(verb, "dobj")
        if act is None or not between or between[0].ent_type_ not in {"DATE", "TIME"}:
            return None
    timed = any(t.lower_ == "until" or t.ent_type_ in {"DATE", "TIME"} for t in verb.doc[verb.i : act.i])
    ends = any(t.lower_ in {"until", "till"} for t in verb.doc[verb.i : act.i])
    if not timed or not (ends or (can_be_bound(who) and act.lemma_ in rulebook().complying)):
        return None
    return Draft("demand", verb, verb, ruler(verb, who, voices), who, act, way="rule")


def _on_the_table(verb: Token, voices: Voices) -> Draft | None:
    """Read "all options are on the table" and "nothing is off the table"."""
    if verb.lemma_ not in {"be", "remain"}:
        return None
    where = pobj(verb, "on", "off")
    subject = next(iter(children(verb, "nsubj")), None)
    opened = any(c.lower_ == "open" and c.dep_ == "acomp" for c in verb.children) and verb.lemma_ in {"be", "remain"}
    table = where is not None and where.lower_ == "table"
    if subject is None or not (table or (opened and any(c.lower_ == "all" for c in subject.children))):
        return None
    speaker = voices.speaker(verb)
    options = subject.lemma_.lower() in {"option", "nothing", "everything", "possibility"}
    if not options or speaker is None or is_negated(verb):
        return None
    return Draft("not_ruled_out", verb, verb, speaker, None, subject)


def _right(verb: Token, voices: Voices) -> Draft | None:
    """Read "has the right to strike", said of one's own side: a reserved threat."""
    if verb.lemma_ != "have" or is_negated(verb):
        return None
    for noun in children(verb, "dobj"):
        act = infinitive(noun) if noun.lemma_ == "right" else None
        holder, speaker = doer(verb), voices.speaker(verb)
        own = holder is not None and speaker is not None and voices.is_own(holder, speaker)
        if act is not None and own and is_hostile(act):
            return Draft("threat", verb, verb, speaker, struck(act), act, "reserved", explicit=False)
    return None


def _unless(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"unless", "until"} for c in clause.children)


def _only_may(verb: Token, voices: Voices) -> Draft | None:
    """Read "NP may use X only near the border" and "no NP may VP", said by the one who allows or forbids it."""
    may = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in {"may", "can"}), None)
    speaker = voices.speaker(verb) if may is not None else None
    subject = next(iter(children(verb, "nsubj")), None)
    only = any(t.lower_ == "only" for t in verb.subtree)
    if speaker is None or subject is None:
        return None
    barred = any(c.lower_ == "no" for c in subject.children) and may is not None and may.lower_ == "may"
    kept = is_negated(verb) and any(c.dep_ == "advcl" and _unless(c) for c in verb.children)
    if (barred or kept) and can_hold(subject) and can_hold(speaker):
        return Draft("prohibition", verb, verb, speaker, subject, verb)
    if not only or is_negated(verb):
        return None
    if not can_hold(subject) or not can_hold(speaker) or voices.same_side(subject, speaker):
        return None
    return Draft("permission", verb, verb, speaker, subject, verb)


_READERS = (_warned_of, _met_with, _follows, _ought_not, _ultimatum, _has_until, _on_the_table, _right, _only_may)
