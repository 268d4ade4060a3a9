"""Fixtures that the whole suite shares."""

import pytest
from spacy.language import Language

from accordingto.reading import model


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once."""
    return model.load()
