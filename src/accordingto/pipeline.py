"""The whole run, top to bottom: reports in, records out."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from accordingto import assembling, grounding
from accordingto.batches import BATCH, in_batches
from accordingto.codebook.outlets import find_outlet
from accordingto.comparing import copies, findings, stories
from accordingto.grounding.actors import ActorResolver
from accordingto.limits import OverLimitError, at_most
from accordingto.reading import Antecedents, events, model, positions, references, statements, zones
from accordingto.reading.parsing import parse
from accordingto.reading.quick.passages import Passages
from accordingto.records import Actor, Mention, Record, Report, make_problem


class Tools(Struct, frozen=True):
    """What reading needs, loaded once and handed on; ``limit`` is in processor seconds a report."""

    nlp: Language
    actors: ActorResolver
    limit: float | None = None
    passages: Passages = field(default_factory=Passages)
    """Passages read lately: one that comes again is not parsed again."""


def load_tools(model_name: str = model.DEFAULT_MODEL, limit: float | None = None) -> Tools:
    """Load the language model and the codebook; raises ``ModelError`` or ``CodebookError``."""
    return Tools(model.load(model_name), ActorResolver(), limit)


def read_report(report: Report, doc: Doc, tools: Tools) -> list[Record]:
    """Return a zoned, parsed report with all its records: the report first, problems last."""
    tags = grounding.tag(doc, report)
    said = statements.find(doc, report, tags)
    antecedents = references.with_speakers(references.resolve(doc, report), said)
    antecedents = statements.with_outlets(antecedents, doc, said)
    said = statements.with_types(said, antecedents, doc)
    done = events.find(doc, report, tags, said)
    parties = positions.with_parties(antecedents, doc, report, said)
    held = positions.find(doc, report, said, done, parties, tags)
    who = actor_finder(report, antecedents, tools.actors)
    holder = holder_finder(report, parties, tools.actors)
    home = tools.actors.home(report, tags.places) if held else None
    several = partial(_several, report, tools.actors)
    passers = statements.passed_on(doc, said)
    spoken = [assembling.with_statement_actors(s, who) for s in said]
    return [
        report,
        *assembling.with_chains(
            spoken, _outlet(report), passers, linker(antecedents, who), statements.beside(doc, said)
        ),
        *(assembling.with_event_actors(e, who, report.text, tags.places, several) for e in done),
        *(
            positions.settled(
                assembling.with_position_actors(p, holder, report.text, tags.places, home, _country_of(report))
            )
            for p in held
        ),
        *tags.problems,
    ]


def actor_finder(report: Report, antecedents: Antecedents, resolver: ActorResolver) -> assembling.ActorOf:
    """Return the function that tells who a mention of this report is, references followed, at the report's date."""

    def resolve(mention: Mention) -> Actor | None:
        words = references.words_for(antecedents, mention)
        found = resolver.resolve(words, context=report.text, date=report.published)
        if found is None and assembling.is_miswritten(words):
            return resolver.resolve(words.title(), context=report.text, date=report.published)
        if found is not None and words != mention.text:  # "the Peruvian minister" is nobody of another country
            alone = resolver.resolve(mention.text, date=report.published)
            if alone is not None and (_elsewhere(alone, found) or _better_known(alone, found, words)):
                return alone
        return found

    return resolve


def _elsewhere(alone: Actor, found: Actor) -> bool:
    return bool(alone.country and found.country and alone.country != found.country)


def _better_known(alone: Actor, found: Actor, words: str) -> bool:
    """Whether a mention names an office holder of the day ("President Hill") and its antecedent a namesake."""
    given, _, surname = alone.name.rpartition(" ")
    return bool(alone.office and given) and alone.name != found.name and given not in words and surname in words


def holder_finder(report: Report, antecedents: Antecedents, resolver: ActorResolver) -> assembling.ActorOf:
    """Return the same for holders and bearers: open stays whose "Congress" is, where the outlet's country has one."""
    who, own = actor_finder(report, antecedents, resolver), _country_of(report)

    def resolve(mention: Mention) -> Actor | None:
        found, words = who(mention), references.words_for(antecedents, mention)
        if found is None or found.country is None or not assembling.names_own_seat(words, own, found.country):
            return found
        alone = resolver.resolve(words, date=report.published)
        return alone if alone is not None and alone.country is None else found

    return resolve


def _several(report: Report, resolver: ActorResolver, mention: Mention) -> tuple[Actor, ...]:
    """Return the actors that a mention joins with "and"."""
    return resolver.resolve_all(mention.text, context=report.text, date=report.published)


def linker(antecedents: Antecedents, who: assembling.ActorOf) -> assembling.ActorOf:
    """Return the function that names a link of a chain: who it is, or else the words by which it is known."""
    return lambda m: who(m) or assembling.unknown_actor(references.words_for(antecedents, m))


def _outlet(report: Report) -> Actor | None:
    """Return the report's outlet as the first link of every chain."""
    if report.outlet is None:
        return None
    known = find_outlet(report.outlet)
    return Actor(known.name, known.country, "JRN") if known else Actor(report.outlet, None, "JRN")


def _country_of(report: Report) -> str | None:
    """Return the country of a report's outlet; agencies write for the world and have none."""
    known = find_outlet(report.outlet) if report.outlet else None
    return known.country if known is not None and known.kind != "agency" else None


def prepare(report: Report) -> Report:
    """Return a report with its zones, and with its headline as title where the source gave none."""
    zoned = zones.with_zones(report)
    return zoned if zoned.title else replace(zoned, title=zones.title_of(zoned))


def read_reports(reports: Iterable[Report], *, tools: Tools) -> Iterator[list[Record]]:
    """Yield the records of each report, in the order of the reports."""
    for batch in in_batches(map(prepare, reports), BATCH):
        with tools.nlp.memory_zone():
            for report, doc in zip(batch, parse(tools.nlp, [r.text for r in batch], tools.passages), strict=True):
                yield _guarded(report, doc, tools)


def read_one(report: Report, tools: Tools) -> list[Record]:
    """Return the records of one report; the caller frees the model's memory now and then (``nlp.memory_zone``)."""
    prepared = prepare(report)
    return _guarded(prepared, next(parse(tools.nlp, [prepared.text], tools.passages)), tools)


def _guarded(report: Report, doc: Doc, tools: Tools) -> list[Record]:
    """Read one report; a fault of ours, or a limit, becomes a problem row and does not end the run."""
    try:
        with at_most(tools.limit):
            return read_report(report, doc, tools)
    except OverLimitError:
        detail = f"not read within {tools.limit:g} processor seconds; allow more with --time-limit, or split the report"
        return [report, make_problem(report.path, "reading", "time limit", detail)]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001
        detail = f"{type(error).__name__}: {error}; please report this with the text, the other reports are read"
        return [report, make_problem(report.path, "reading", "reading failed", detail)]


def compare(read: Iterable[Record]) -> list[Record]:
    """Return records with copies and stories marked and with the findings over them at the end."""
    listed = list(read)
    reports = [r for r in listed if isinstance(r, Report)]
    copy_of = copies.find(reports)
    story_of = stories.tell(stories.report_articles(reports, copy_of))

    def marked(report: Report) -> Report:
        original = copy_of.get(report.id)
        return replace(report, copy_of=original, story=story_of[original or report.id])

    found = [marked(r) if isinstance(r, Report) else r for r in listed]
    return [*found, *findings.compare(found)]
