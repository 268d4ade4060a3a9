"""Which coded candidates become events: each event once, unreal acts only with both parties."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading import roles
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code
from accordingto.reading.events.plain import PLAIN
from accordingto.reading.factuality import UNREAL, Judgement
from accordingto.records import Place, Report, When

_NOT_DENIED = UNREAL - {"denied"}


class Coded(NamedTuple):
    """A candidate with all that was found about it."""

    candidate: Candidate
    parties: Parties
    judged: Judgement
    code: Code
    place: Place | None
    when: When | None
    confidence: float


def select(found: Sequence[Coded], report: Report) -> list[Coded]:
    """Return the candidates worth a record, in text order.

    Plain denials by the narrator are dropped (PLOVER lets negated events go), hypotheses too. An act that is planned,
    demanded or permitted needs both parties, but for planned deployments. An elaboration ("…, killing two") joins the
    event of its main clause. A later mention of the same act by the same parties, with nothing new about place or time,
    is no second event.
    """
    real = _without_retellings([c for c in found if _worth_it(c)])
    joined = _without_elaborations(real)
    return _without_repeats(joined, report)


def _worth_it(coded: Coded) -> bool:
    status = coded.code.status
    parties = (*coded.parties.actors, *coded.parties.recipients)
    if any(c.dep_ == "det" and c.lower_ == "no" for party in parties for c in party.children):
        return False
    both = bool(coded.parties.actors) and any(roles.is_party(t) for t in coded.parties.recipients)
    if coded.code.turned:
        return True
    if coded.judged.negated and status == "denied" and coded.judged.own:
        return False
    if status == "hypothetical":
        return False
    alone = status == "planned" and coded.code.type == "MOBILIZE" and bool(coded.parties.actors)
    return both or alone or status not in _NOT_DENIED


def _without_retellings(found: Sequence[Coded]) -> list[Coded]:
    """Leave out a noun that only plainness speaks for, where another event of its type may be what it names again."""
    first = [c for c in found if not _retells(c)]
    return [c for c in found if not _retells(c) or not any(_may_be(c, told) for told in first)]


def _retells(coded: Coded) -> bool:
    return coded.candidate.match is None and coded.confidence <= PLAIN and not coded.parties.actors


def _may_be(noun: Coded, told: Coded) -> bool:
    """The two are of one type and neither their days nor their places part them."""
    if noun.code.type != told.code.type:
        return False
    days = noun.when is None or (told.when is not None and noun.when.mention.text == told.when.mention.text)
    return days and (noun.place is None or told.place is None or _same_place(noun.place, told.place))


def _without_elaborations(found: Sequence[Coded]) -> list[Coded]:
    by_verb = {c.candidate.verb.i: at for at, c in enumerate(found) if c.candidate.verb is not None}
    kept: dict[int, Coded] = dict(enumerate(found))
    for at, coded in enumerate(found):
        main = _main_of(coded, by_verb)
        if main is None or main not in kept or not _belongs(coded.code.type, found[main].code.type):
            continue
        host = kept[main]
        if host.place is None or (coded.place is not None and _is_target_itself(host)):
            host = kept[main] = host._replace(place=coded.place or host.place)
        if host.when is None and coded.when is not None:
            host = kept[main] = host._replace(when=coded.when)
        if not host.parties.actors and coded.parties.actors:
            host = kept[main] = _done_by(host, coded)
        if not host.parties.recipients:
            kept[main] = host._replace(parties=Parties(host.parties.actors, coded.parties.recipients))
        del kept[at]
    return [kept[at] for at in sorted(kept)]


def _done_by(host: Coded, coded: Coded) -> Coded:
    """Give an act the doer and the manner of its elaboration: "were killed, **Chadian tanks shelling** the town"."""
    code = host.code if host.code.mode else host.code._replace(mode=coded.code.mode, cameo=coded.code.cameo)
    return host._replace(code=code, parties=Parties(coded.parties.actors, host.parties.recipients))


def _is_target_itself(coded: Coded) -> bool:
    """The place is only the country that was struck; an elaboration may say where in it."""
    place = coded.place
    return place is not None and place.mention.text in {t.text for t in coded.parties.recipients}


def _belongs(part: str, whole: str) -> bool:
    """The same kind of act, or a demand of the street, which PLOVER counts as the protest."""
    return part == whole or (part == "REQUEST" and whole == "PROTEST")


def _main_of(coded: Coded, by_verb: dict[int, int]) -> int | None:
    verb = coded.candidate.verb
    if verb is None:
        return None
    if verb.dep_ == "conj" and verb.tag_ != "VBG" and _shares_object(verb):
        return by_verb.get(verb.head.i)
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "conj"}:
        return None
    head = verb.head
    for _ in range(2):
        if head.i in by_verb and by_verb[head.i] is not None and head.i != verb.i:
            return by_verb[head.i]
        head = head.head
    return None


def _shares_object(verb: Token) -> bool:
    """ "Shot and killed two men" is one act in two words."""
    one, other = roles.direct_object(verb), roles.direct_object(verb.head)
    return one is not None and other is not None and one.i == other.i


def _without_repeats(found: Sequence[Coded], report: Report) -> list[Coded]:
    headline = [(z.start, z.end) for z in report.zones if z.kind in {"headline", "caption"}]
    body_first = sorted(found, key=lambda c: any(a <= c.candidate.tokens[0].idx < b for a, b in headline))
    seen: dict[tuple[str, str], list[Coded]] = {}
    kept = []
    for coded in body_first:
        key = (coded.code.type, coded.code.status)
        if any(_repeats(coded, earlier) for earlier in seen.get(key, ())):
            continue
        seen.setdefault(key, []).append(coded)
        kept.append(coded)
    return sorted(kept, key=lambda c: c.candidate.tokens[0].i)


def _repeats(later: Coded, earlier: Coded) -> bool:
    """The later names no party, place or time that the earlier does not, and speaks of the same act."""
    if later.candidate.class_name != earlier.candidate.class_name and not _same_head(later, earlier):
        return False
    if _new_time(later.when, earlier.when) or (later.place is not None and not _same_place(later.place, earlier.place)):
        return False
    return _covered(later.parties.actors, earlier.parties.actors) and _covered(
        later.parties.recipients, earlier.parties.recipients
    )


def _same_head(later: Coded, earlier: Coded) -> bool:
    return bool(_lemmas(later.candidate.tokens) & _lemmas(earlier.candidate.tokens))


def _new_time(one: When | None, other: When | None) -> bool:
    return one is not None and (other is None or one.mention.text != other.mention.text)


def _same_place(one: Place, other: Place | None) -> bool:
    return other is not None and one.mention.text.lower() == other.mention.text.lower()


def _covered(later: Iterable[Token], earlier: Iterable[Token]) -> bool:
    known = _lemmas(earlier)
    return all(t.pos_ == "PRON" or roles.lemma(t) in known for t in later)


def _lemmas(tokens: Iterable[Token]) -> set[str]:
    return {roles.lemma(t) for t in tokens}
