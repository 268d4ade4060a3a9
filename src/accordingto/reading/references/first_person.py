"""Who "I" and "we" are: the one whose words they stand in."""

import re
from collections.abc import Iterable

from accordingto.reading import Antecedents
from accordingto.reading.references.knowledge import pronoun_kinds
from accordingto.reading.references.lookup import antecedent_of
from accordingto.records import Mention, Statement

_FIRST = re.compile(r"\b(?:I|[Mm](?:e|y|ine|yself)|[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves)\b")
_IS_FIRST = re.compile(r"(?:i|me|my|mine|we|us|our|ours)(?:self|selves)?\b", re.IGNORECASE)


def with_speakers(antecedents: Antecedents, statements: Iterable[Statement]) -> Antecedents:
    """Return antecedents in which first persons inside quoted words lead to who speaks these words.

    A speaker that is a pronoun or a short name is followed to its own antecedent; where that is open, so is "we". Of
    quotations inside quotations the inner one decides. "We" leads to the person who says it, also where the person
    speaks for a government: country and sector are that person's.

    >>> with_speakers({}, [])
    {}
    """
    found = dict(antecedents)
    quoted = [(s.speaker.mention, s) for s in statements if s.speaker and s.form in {"direct", "mixed"}]
    for speaker, statement in sorted(quoted, key=lambda pair: -sum(m.end - m.start for m in pair[1].content)):
        if _IS_FIRST.match(speaker.text) and speaker.text != "US":
            continue
        behind = antecedent_of(antecedents, speaker) or speaker
        for words in statement.verbatim or statement.content:
            for hit in _FIRST.finditer(words.text):
                key = (words.start + hit.start(), words.start + hit.end())
                if _is_someone(behind):
                    found[key] = behind
                else:
                    found.pop(key, None)
    return found


_NOBODY = frozenset({"others", "some", "many", "one", "another", "both", "most", "several", "few", "those", "who"})


def _is_someone(mention: Mention) -> bool:
    """Whether a mention names or describes somebody, as "Kerry" does and "he" or "others" do not."""
    word = mention.text
    if any(char.isupper() for char in word[1:]) or " " in word:
        return True
    return word[:1].isupper() and word.lower() not in pronoun_kinds() and word.lower() not in _NOBODY
