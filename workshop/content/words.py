"""The words of boards, pages and commands, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.content import languages
from workshop.content.kept import KeptFiles
from workshop.content.word_files import (
    BRACES,
    REFERENCE,
    Text,
    Texts,
    compared,
    file_of,
    missing,
    read_words,
)
from workshop.core.reading import Reader
from workshop.core.records import ContentError, Fault

CHOICE = "data/language.toml"


class Section(dict[str, str]):
    """The words of one section: name to text.

    A text for numbers stands here once for each form, as ``left-one`` and ``left-other``, and so
    it travels to the browser. To ask for a word that the file does not have raises ContentError,
    which names the file and the word.

    Parameters
    ----------
    name
        The section.
    language
        The language of the words.
    texts
        The words.
    """

    def __init__(self, name: str, language: str, texts: Mapping[str, Text]) -> None:
        super().__init__()
        self.name = name
        self.language = language
        for each, text in texts.items():
            if isinstance(text, str):
                self[each] = text
            else:
                self.update({f"{each}-{form}": text[form] for form in text})

    def __missing__(self, name: str) -> str:
        raise ContentError([missing(file_of(REFERENCE), f"{self.name}, {name}", name)])

    def count(self, name: str, n: int, **values: object) -> str:
        """Fill in the form of a text that belongs to a number.

        Parameters
        ----------
        name
            The text.
        n
            The number, for ``{n}`` in it.
        **values
            What else stands in braces.

        Returns
        -------
        str
            The sentence.
        """
        form = languages.plural(self.language, n)
        return self[f"{name}-{form}"].format(n=languages.number(self.language, n), **values)


class Strings(dict[str, Section]):
    """All words in one language, by section.

    Parameters
    ----------
    language
        The language; numbers and days are written as it writes them.
    texts
        The words.
    faults
        Why some of them are English instead.
    """

    def __init__(self, language: str, texts: Texts, faults: Sequence[Fault] = ()) -> None:
        super().__init__({name: Section(name, language, each) for name, each in texts.items()})
        self.language = language
        self.faults = tuple(faults)

    def __missing__(self, name: str) -> Section:
        remedy = f"Write its words below [{name}]."
        raise ContentError([Fault(file_of(REFERENCE), name, "this section is missing.", remedy)])


def chosen(kept: KeptFiles, faults: list[Fault]) -> str:
    """Read which language the words are in.

    Parameters
    ----------
    kept
        The content.
    faults
        The list that faults are added to.

    Returns
    -------
    str
        The code of the language; that of English where the file has a fault.
    """
    reader = Reader(CHOICE, faults)
    table = kept.toml(CHOICE, faults)
    return (reader.text(table, "language", 20) if table else "") or REFERENCE


def read(kept: KeptFiles, language: str, faults: list[Fault]) -> Strings:
    """Read the words in a language.

    Parameters
    ----------
    kept
        The content.
    language
        The code of the language.
    faults
        What is wrong so far; what is wrong with the language and its file is added.

    Returns
    -------
    Strings
        The words, with these faults. Where there is one, the English word is in its place.

    Raises
    ------
    ContentError
        When the English words have a fault.
    """
    wrong: list[Fault] = []
    english = read_words(kept, REFERENCE, wrong)
    if wrong:
        raise ContentError(wrong)
    if language == REFERENCE:
        return Strings(REFERENCE, english, faults)
    if not languages.known(language):
        problem = f"“{language}” is not the code of a language."
        faults.append(Fault(file_of(language), "", problem, "Write a code, such as “sw”."))
        return Strings(REFERENCE, english, faults)
    texts = read_words(kept, language, faults)
    if not texts and faults:
        return Strings(REFERENCE, english, faults)
    own = compared(texts, english, language, faults)
    merged = {
        section: {
            name: own[section].get(name, _in_forms(text, language)) for name, text in names.items()
        }
        for section, names in english.items()
    }
    return Strings(language, merged, faults)


def _in_forms(english: Text, language: str) -> Text:
    """Give an English text a form for each kind of number that another language has."""
    if isinstance(english, str):
        return english
    other = english["other"]
    filled = BRACES.findall(other)
    forms: dict[str, str] = {}
    for form, alone in languages.forms(language).items():
        text = english.get(form, other)
        # “One card” is only for 1, and the form may be for 21 as well.
        forms[form] = text if alone or BRACES.findall(text) == filled else other
    return forms
