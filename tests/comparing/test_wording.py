"""Words of texts as they are compared."""

import subprocess
import sys

from spacy.lang.en.stop_words import STOP_WORDS

from accordingto.comparing.wording import stems, stop_words


def test_the_function_words_are_those_of_the_list_they_are_from() -> None:
    assert stop_words() == STOP_WORDS
    assert stems("the ferries and the quays") == stems("Ferries, quays!")


def test_words_are_compared_without_a_parser() -> None:
    asked = (
        "import sys; from accordingto.comparing import wording; wording.stems('quay'); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
