"""A spaCy tokenizer that forgets."""
from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.util import get_words_and_spaces
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\w+(?:['.]\w+)*|[^\w\s]|\s+")


class ForgetfulTokenizer:
    """Splits at words and marks, into a vocabulary that lives as long as its document.

    spaCy's own keeps every word that it has ever seen, for good: memory that
    strangers can fill, and what people write about their bodies.
    """

    def __call__(self, text: str) -> Doc:
        """Make a document whose text is exactly `text`."""
        words, spaces = get_words_and_spaces(_TOKEN.findall(text), text)
        return Doc(Vocab(), words=words, spaces=spaces)
