"""Sentences on their way to the words: what is to be said, and what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, for whoever has the words.

    Parameters
    ----------
    name
        Its name among the words.
    values
        What stands in its braces.
    """

    name: str
    values: Mapping[str, object]

    def in_words(self, words: Mapping[str, str]) -> str:
        """Say it.

        Parameters
        ----------
        words
            The section that it is of.

        Returns
        -------
        str
            The sentence.
        """
        return words[self.name].format(**self.values)
