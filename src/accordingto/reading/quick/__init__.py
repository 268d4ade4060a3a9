"""Steps of the language model in a faster form that decides the same: vectors, entities, word classes and lemmas."""

from spacy.language import Language

from accordingto.reading.quick import names, vectors, words

__all__ = ["quicken"]


def quicken(nlp: Language) -> None:
    """Put faster equals in the place of those components that are understood; others stay as they are.

    >>> quicken(nlp)  # doctest: +SKIP
    >>> nlp.pipe_names  # doctest: +SKIP
    ['accordingto_vectors', 'tagger', 'parser', 'accordingto_words', 'accordingto_names']
    """
    there = nlp.pipe_names
    if "tok2vec" in there and vectors.knows(nlp.get_pipe("tok2vec").model):
        nlp.add_pipe(vectors.FACTORY, after="tok2vec")
        nlp.disable_pipe("tok2vec")
    if "ner" in there and names.knows(nlp.get_pipe("ner")):
        nlp.add_pipe(names.FACTORY, after="ner")
        nlp.disable_pipe("ner")
    beside = there.index("attribute_ruler") + 1 if "attribute_ruler" in there else len(there)
    if there[beside : beside + 1] != ["lemmatizer"]:
        return
    if words.knows(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")):
        nlp.add_pipe(words.FACTORY, after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")
