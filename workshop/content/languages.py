"""Numbers, days and plurals as a language writes them, by the rules of CLDR that Babel brings.

Babel is loaded when something asks for it: a participant's first page in English does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# English as most of the world writes it: the day stands before the month.
_WRITTEN = {"en": "en-001"}
_ENGLISH = {"one": True, "other": False}
_MANY = 200
MINUS = "\N{MINUS SIGN}"


@cache
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(_WRITTEN.get(language, language), sep="-")


def known(language: str) -> bool:
    """Tell whether this is the code of a language.

    Parameters
    ----------
    language
        Such as ``sw`` or ``pt-BR``.

    Returns
    -------
    bool
        Whether its rules are known.
    """
    from babel import UnknownLocaleError  # noqa: PLC0415

    try:
        _locale(language)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def name(language: str) -> str:
    """Name a language in English, for those who look after the content."""
    return _locale(language).english_name or language


@cache
def right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left.

    Parameters
    ----------
    language
        Its code.

    Returns
    -------
    bool
        Whether it is, as CLDR says.
    """
    return _locale(language).text_direction == "rtl"


def forms(language: str) -> Mapping[str, bool]:
    """Name the forms that a text for numbers has in a language.

    Parameters
    ----------
    language
        Its code.

    Returns
    -------
    Mapping
        The name of each form (``one``, ``few``, …, and always ``other``) to whether it is for one
        number alone, so that a text may leave the number out.
    """
    if language == "en":
        return _ENGLISH
    rule = _locale(language).plural_form
    found = [rule(n) for n in range(_MANY)]
    order = ("zero", "one", "two", "few", "many")
    return {form: found.count(form) == 1 for form in order if form in rule.tags} | {"other": False}


def plural(language: str, n: int) -> str:
    """Choose the form of a text for a number.

    Parameters
    ----------
    language
        The code of the language.
    n
        The number.

    Returns
    -------
    str
        One of :func:`forms`.
    """
    return str(_locale(language).plural_form(n))


def number(language: str, value: float, digits: int = 0) -> str:
    """Write a number with as many decimals, and a minus that is no hyphen."""
    return _number(language, value, digits, "")


def signed(language: str, value: float, digits: int = 0) -> str:
    """Write a number with its sign; zero has none."""
    return _number(language, value, digits, "+" if round(value, digits) else "")


def _number(language: str, value: float, digits: int, plus: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415

    # Rounded first, as everywhere else in the results; and what rounds to zero has no minus.
    value = round(value, digits) or 0
    shape = f"#,##0.{'0' * digits}" if digits else "#,##0"
    shape = f"{plus}{shape};{MINUS}{shape}"
    return format_decimal(value, shape, _locale(language))


def percent(language: str, share: float) -> str:
    """Write a share from 0 to 1 as a whole number of hundredths."""
    from babel.numbers import format_percent  # noqa: PLC0415

    whole = round(share, 2)
    return format_percent(whole, locale=_locale(language))


def day(language: str, when: date) -> str:
    """Write a day out, since 03/04 is another day elsewhere."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(when, "long", _locale(language))
