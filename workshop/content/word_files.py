"""The files with words: what they say, and what is wrong with them.

``data/strings/en.toml`` says which words there are and what is filled into each. The file of
another language is compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workshop.content import languages
from workshop.content.kept import KeptFiles
from workshop.core.reading import Reader, closest
from workshop.core.records import Fault

REFERENCE = "en"
LONGEST = 400
LONGEST_TRANSLATED = 600
"""Other languages need more room for the same."""
LONGEST_PATTERN = 4_000
PATTERNS = "write-patterns"
"""The section of regular expressions: what they look for differs from language to language."""

BRACES = re.compile(r"{(\w+)}")
# What Python and browsers read in the same way, one piece after the other.
SHARED = re.compile(
    r"""(?:
        \((?:\?[:=!])?                                          # a group begins
      | [|^$]
      | (?: [^\\\[\](){}*+?|^$]                                 # a sign, or any sign
          | \\[\\^$.*+?()\[\]{}|/]                              # a sign with a meaning
          | \[\^?(?:[^\\\[\]^]|\\[\\^$.*+?()\[\]{}|/-])+\]     # a set of signs
          | \)                                                  # a group ends
        ) (?:(?:[*+?]|{[0-9]+(?:,[0-9]*)?})\??)?                # how often
    )*""",
    re.VERBOSE,
)

Text = str | Mapping[str, str]
"""A text; or, where it is for a number, the form of each plural category."""
Texts = Mapping[str, Mapping[str, Text]]
"""Section to name to text."""


def file_of(language: str) -> str:
    """Name the file with the words of a language, below the content."""
    return f"data/strings/{language}.toml"


def compared(
    texts: Texts, english: Texts, language: str, faults: list[Fault]
) -> dict[str, dict[str, Text]]:
    """Compare the words of a language with the English ones.

    Parameters
    ----------
    texts
        The words of the language.
    english
        The English words.
    language
        The code of the language.
    faults
        The list that faults are added to: a word that is missing or unknown, a form too few or
        too many, other braces than the English word has.

    Returns
    -------
    dict
        The words without a fault: section to name to text.
    """
    file = file_of(language)
    told = {fault.item for fault in faults}
    good: dict[str, dict[str, Text]] = {}
    for section, names in english.items():
        good[section] = {}
        for name, text in names.items():
            where = f"{section}, {name}"
            if name not in texts.get(section, {}):
                faults.append(missing(file, where, name, text, language))
            elif where not in told:
                own_text = texts[section][name]
                found = [*_differences(own_text, text, language, file, where)]
                faults.extend(found)
                if not found:
                    good[section][name] = own_text
    for section, own in texts.items():
        known = english.get(section, {})
        for name in own:
            if name not in known:
                guess = closest(name, known)
                remedy = f"Remove it; or did you mean “{guess}”?" if guess else "Remove it."
                faults.append(Fault(file, f"{section}, {name}", "nothing shows this text.", remedy))
    return good


def read_words(kept: KeptFiles, language: str, faults: list[Fault]) -> Texts:
    """Read what the file of a language says.

    Parameters
    ----------
    kept
        The content.
    language
        The code of the language.
    faults
        The list that faults are added to; that of a word names its section and its name.

    Returns
    -------
    Mapping
        Section to name to text; nothing when the file cannot be read.
    """
    reader = Reader(file_of(language), faults)
    table = kept.toml(reader.file, faults) or {}
    longest = LONGEST if language == REFERENCE else LONGEST_TRANSLATED
    texts: dict[str, dict[str, Text]] = {}
    for section in table:
        texts[section] = {}
        most = LONGEST_PATTERN if section == PATTERNS else longest
        own = reader.table(table, section)
        for name, value in own.items():
            where = f"{section}, {name}"
            if isinstance(value, dict):
                texts[section][name] = {
                    form: reader.text(value, form, most, item=where) for form in value
                }
                faults.extend(_form_faults(value, language, reader.file, where))
            else:
                texts[section][name] = text = reader.text(own, name, most, item=where)
                if section == PATTERNS:
                    faults.extend(_pattern_faults(text, where, reader.file))
    return texts


def _form_faults(
    forms: Mapping[str, object], language: str, file: str, where: str
) -> Iterator[Fault]:
    wanted = languages.forms(language)
    if [*forms] == [*wanted]:
        return
    needs = f"{languages.name(language)} has {', '.join(wanted)}."
    for form in wanted:
        if form not in forms:
            problem = f"the form “{form}” is missing."
            yield Fault(file, where, problem, f'Write {form} = "…" between the brackets: {needs}')
    for form in forms:
        if form not in wanted:
            yield Fault(file, where, f"no number takes the form “{form}”.", f"Remove it: {needs}")


def _differences(
    text: Text, english: Text, language: str, file: str, where: str
) -> Iterator[Fault]:
    """Compare one text with the English one."""
    section, _, name = where.partition(", ")
    if isinstance(english, str):
        if not isinstance(text, str):
            yield Fault(file, where, "this text has no forms.", f'Write {name} = "…".')
        elif section != PATTERNS and braces(text) != braces(english):
            yield _other_braces(file, where, english)
    elif isinstance(text, str):
        problem = "this text needs a form for each kind of number."
        yield Fault(file, where, problem, _write(name, english, language))
    else:
        wanted = braces(english["other"])
        alone = languages.forms(language)
        for form, each in text.items():
            own = braces(each)
            # “One card” needs no number, if the form is for that number alone.
            if own != wanted and not (alone.get(form) and own == wanted - {"n"}):
                yield _other_braces(file, f"{where}, {form}", english["other"])


def braces(text: str) -> set[str]:
    """Name what is filled into a text."""
    return set(BRACES.findall(text))


def _other_braces(file: str, where: str, english: str) -> Fault:
    wanted = (
        ", ".join(f"{{{brace}}}" for brace in dict.fromkeys(BRACES.findall(english))) or "no braces"
    )
    problem = "the words in braces are others."
    return Fault(file, where, problem, f"Use {wanted}, spelled like that.")


def missing(
    file: str, where: str, name: str, english: Text = "", language: str = REFERENCE
) -> Fault:
    """Say that a word is missing, and how it is written."""
    return Fault(file, where, "this text is missing.", _write(name, english, language))


def _write(name: str, english: Text, language: str) -> str:
    if isinstance(english, str):
        return f'Write {name} = "…".'
    forms = ", ".join(f'{form} = "…"' for form in languages.forms(language))
    return f"Write {name} = {{ {forms} }}."


def _pattern_faults(pattern: str, where: str, file: str) -> Iterator[Fault]:
    understood = SHARED.match(pattern)
    end = understood.end() if understood else 0
    if end < len(pattern):
        problem = (
            f"this is no regular expression for both Python and browsers: “{pattern[end:][:9]}”."
        )
        remedy = (
            "Use only letters, digits, . | ^ $ ( ) (?: ) (?! ) (?= ) [ ] * + ? {2,3}, and \\ "
            "before a sign that has a meaning."
        )
        yield Fault(file, where, problem, remedy)
        return
    try:
        re.compile(pattern)
    except re.error as error:
        problem = f"this is not a valid regular expression: {error}."
        remedy = "Look there for a bracket that is not closed, or a sign too many."
        yield Fault(file, where, problem, remedy)
