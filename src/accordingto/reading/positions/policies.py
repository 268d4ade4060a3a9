"""Standing rules spoken of as such: "the policy, which NP had implemented to avoid …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, infinitive
from accordingto.reading.syntax import SUBJECTS, agent, children

_PREVENTS = frozenset(
    {"avoid", "prevent", "stop", "limit", "restrict", "ban", "keep", "reduce", "curb", "deter", "bar"}
)


def read_policy(noun: Token) -> Iterator[Draft]:
    """Yield a prohibition where somebody set up a policy or rule so that something should not happen."""
    if noun.lemma_.lower() not in lexicon().policies or noun.pos_ != "NOUN":
        return
    for verb in children(noun, "relcl", "acl"):
        if verb.lemma_ not in lexicon().imposed:
            continue
        purpose = infinitive(verb)
        own = next((c for c in children(verb, *SUBJECTS) if c.tag_ not in {"WDT", "WP"}), None)
        holder = own if own is not None else agent(verb)
        if holder is not None and can_hold(holder) and purpose is not None and purpose.lemma_ in _PREVENTS:
            yield Draft("prohibition", noun, noun, holder, None, noun, standing=True)
