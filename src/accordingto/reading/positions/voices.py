"""Who speaks where: from the statements, and where there is none from the clause that a verb of saying governs."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accordingto.reading import Antecedents
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.nations import nations_in
from accordingto.reading.positions.roles import can_hold, subject
from accordingto.reading.references.knowledge import is_person_noun
from accordingto.reading.references.lookup import antecedent_of
from accordingto.records import Mention, Statement
from accordingto.text import Span, mention

_STEM = 4
_PLURAL = frozenset({"NNS", "NNPS"})
_PLAIN = frozenset(
    {"say", "announce", "add", "warn", "promise", "declare", "indicate", "confirm", "vow", "tell", "pledge"}
)
_THIRD = frozenset({"it", "they", "he", "she"})
_FIRST = frozenset({"i", "we", "our", "us", "my"})


@dataclass(frozen=True, slots=True)
class Voices:
    """The statements of a report and what its references mean, asked by token."""

    doc: Doc
    statements: tuple[Statement, ...]
    antecedents: Antecedents
    text: str
    """The report's text; ``Doc.text`` would be put together anew on every call."""
    offsets: tuple[int, ...]
    """Where each token starts; kept because spaCy looks a character span up by walking the whole text."""

    datelines: tuple[tuple[int, int], ...] = ()
    """Start and end of each dateline: its place takes no position."""
    heard: dict[int, Token | None] = field(default_factory=dict, compare=False)
    """Who was found to speak at a token; kept because a dozen readers ask it of every verb."""
    told: dict[int, Statement | None] = field(default_factory=dict, compare=False)
    """The narrowest statement that was found to hold a token; kept for the same reason."""

    def after_dateline(self, start: int) -> int:
        """Return where the words begin that start here, past a dateline."""
        return next(
            (e + len(self.text[e:]) - len(self.text[e:].lstrip()) for s, e in self.datelines if s <= start < e), start
        )

    def holder(self, holder: Token | None, cue: Token) -> Token | None:
        """Put the speaker for "I" and "we", and the first party behind a dateline for the town that it names."""
        if holder is not None and holder.lower_ in {"i", "we"} and self.behind(holder).start == holder.idx:
            return self.speaker(cue) or holder
        if holder is None or self.after_dateline(holder.idx) == holder.idx:
            return holder
        start = self.after_dateline(holder.idx)
        for token in holder.doc[holder.i + 1 : cue.i]:
            noun = token.pos_ in {"NOUN", "PROPN", "PRON"} and token.idx >= start
            if noun and can_hold(token) and token.dep_ not in {"compound", "poss", "amod", "nmod"}:
                return token
        return None

    def statement(self, span: Span) -> Statement | None:
        """Return the narrowest statement whose content holds the middle of a span."""
        middle = (span.start + span.end) // 2
        holding = [
            (c.end - c.start, n, s)
            for n, s in enumerate(self.statements)
            for c in s.content
            if c.start <= middle < c.end and c.start <= span.start + 2
        ]
        return min(holding, key=lambda h: h[:2])[2] if holding else None

    def statement_of(self, token: Token) -> Statement | None:
        """Return the narrowest statement whose content holds a token."""
        if token.i not in self.told:
            self.told[token.i] = self.statement(Span(token.idx, token.idx + len(token)))
        return self.told[token.i]

    def speaker(self, token: Token) -> Token | None:
        """Return who says the clause that a token is in; ``None`` where the reporter does."""
        if token.i not in self.heard:
            self.heard[token.i] = self._speaker(token)
        return self.heard[token.i]

    def _speaker(self, token: Token) -> Token | None:
        statement = self.statement_of(token)
        if statement is not None and statement.speaker is not None:
            return self.token_at(statement.speaker.mention)
        node = token
        while node.head != node:
            reporting = node.head
            if node.dep_ == "ccomp" and reporting.pos_ == "VERB" and reporting.lemma_ in lexicon().speech:
                unsaid = any(c.dep_ == "aux" and c.lower_ == "to" for c in reporting.children)
                return None if unsaid else subject(reporting)
            node = reporting
        return None

    def token_at(self, where: Mention) -> Token | None:
        """Return the head token of a mention."""
        tokens = self._tokens(where)
        return self.doc[tokens[0].i : tokens[-1].i + 1].root if tokens else None

    def _tokens(self, where: Mention) -> list[Token]:
        first = max(0, bisect_right(self.offsets, where.start) - 1)
        return [self.doc[i] for i in range(first, bisect_left(self.offsets, where.end))]

    def behind(self, token: Token) -> Mention:
        """Return the fullest mention of what a token's noun phrase means."""
        own = mention(self.text, token.idx, token.idx + len(token))
        return antecedent_of(self.antecedents, own) or own

    def key(self, token: Token | None, span: Mention | None = None) -> frozenset[str]:
        """Return what identifies somebody within the report: nations named, else the last word of the name."""
        if token is None:
            return frozenset()
        full = self.behind(token)
        around = span.text if span is not None else token.text
        found = nations_in(full.text) | nations_in(around) | nations_in(" ".join(t.text for t in token.lefts))
        return found | {full.text.split()[-1].lower()}

    def same_side(self, one: Token, other: Token) -> bool:
        """Return whether two mentions are of one person or of one nation."""
        if one.i == other.i or self.behind(one) == self.behind(other):
            return True
        left, right = self._nations(one), self._nations(other)
        return bool(left & right)

    def _nations(self, token: Token) -> frozenset[str]:
        """The nations in a noun phrase and in what it refers to; one that the codebook lacks counts by its stem."""
        owners = [t for of in token.rights if of.lower_ == "of" for t in of.children if t.ent_type_ == "GPE"]
        tokens = [*token.lefts, token, *owners]
        full = self.behind(token)
        tokens += self._tokens(full)
        known = nations_in(" ".join(t.text for t in tokens))
        if known:
            return known
        return frozenset(t.lower_[:_STEM] for t in tokens if t.ent_type_ in {"GPE", "NORP"})

    def is_own(self, subject_token: Token, speaker: Token | None) -> bool:
        """Return whether a clause's subject is the one who speaks it, or their side."""
        if subject_token.lower_ in _FIRST:
            return True
        if speaker is None:
            return False
        if self.same_side(subject_token, speaker) or self._own_body(subject_token):
            return True
        if self.is_open(subject_token):
            return _agrees(subject_token, speaker) and _plainly_said(subject_token) and not self.quoted(subject_token)
        return self._speaks_for(speaker, subject_token)

    def has_office(self, speaker: Token) -> bool:
        """Return whether a speaker is a country or body, or is called by an office."""
        if speaker.ent_type_ in {"GPE", "ORG"}:
            return True
        words = {speaker.lemma_.lower(), *(t.lower_ for t in speaker.lefts)}
        words |= {t.lower_ for t in self._tokens(self.behind(speaker))}
        return bool(words & lexicon().offices)

    def quoted(self, token: Token) -> bool:
        """Whether a token stands inside quotation marks: there a third person is somebody else."""
        statement = self.statement_of(token)
        if statement is None:
            return False
        return statement.form == "direct" or any(v.start <= token.idx < v.end for v in statement.verbatim)

    def turn_of_reporter(self, token: Token) -> bool:
        """Return whether a token stands in a turn of a transcript, "ROSSI: …": who speaks there mostly reports."""
        statement = self.statement_of(token)
        if statement is None or statement.speaker is None or statement.cue is not None:
            return False
        return statement.speaker.mention.text.isupper()

    def is_open(self, token: Token) -> bool:
        """Return whether a token is a pronoun of the third person that refers to nothing known."""
        return token.lower_ in _THIRD and self.behind(token).start == token.idx

    def _speaks_for(self, speaker: Token, subject_token: Token) -> bool:
        """Whether an office holder of an untold country speaks of one: "Chile will …", the minister said."""
        if subject_token.ent_type_ == "PERSON" and not self._nations(subject_token):
            return any(t.lower_ in lexicon().offices for t in subject_token.lefts)
        if not nations_in(subject_token.text) or self._nations(speaker):
            return False
        words = {t.lower_ for t in self._tokens(self.behind(speaker))}
        words |= {speaker.lemma_.lower(), *(t.lower_ for t in speaker.lefts)}
        return bool(words & lexicon().offices)

    def _own_body(self, token: Token) -> bool:
        """ "the country", "his government", "the army" in what somebody says, with no nation named: their own."""
        modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod", "prep", "relcl"}]
        fixed = any(
            c.dep_ in {"det", "poss"} and c.lower_ in {"the", "his", "her", "its", "our"} for c in token.children
        )
        return token.lemma_.lower() in lexicon().own_bodies and fixed and not modifiers


def _plainly_said(pronoun: Token) -> bool:
    """Whether a pronoun's clause hangs on a plain verb of saying: there "it" is mostly who speaks."""
    return pronoun.lower_ != "it" or pronoun.head.head.lemma_ in _PLAIN


def _agrees(pronoun: Token, speaker: Token) -> bool:
    """Whether a pronoun can stand for who speaks: "they" for a group, "it" for a body, "he" for one person."""
    word, plural = pronoun.lower_, speaker.tag_ in _PLURAL or speaker.lower_ == "they"
    if word == "they":
        return plural
    office = speaker.lemma_.lower() in lexicon().offices or is_person_noun(speaker.lemma_.lower())
    person = speaker.ent_type_ == "PERSON" or speaker.lower_ in {"he", "she"} or (office and word != "it")
    return not plural and person != (word == "it")
