"""The forms on paper around the workshop: what ``data/forms.toml`` says, form by form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workshop.content.kept import KeptFiles
from workshop.core.reading import Reader, Table, closest
from workshop.core.records import Exercise, Fault

FILE = "data/forms.toml"
SENTENCES = "sentences"
LONGEST = 900
"""A paragraph of consent is read before somebody ticks, and must say everything."""

Form = Mapping[str, str | tuple[str, ...]]
"""The texts and lists of one form, by name."""


class Forms(NamedTuple):
    """What stands on the forms.

    Parameters
    ----------
    texts
        The name of each form to its texts and lists.
    sentences
        The id of each item of the baseline to the same sentence, told of a colleague.
    """

    texts: Mapping[str, Form]
    sentences: Mapping[str, str]


class Shape(NamedTuple):
    """Which names a form has.

    Parameters
    ----------
    texts
        The names of its texts.
    lists
        The names of its lists, each of at least one text.
    """

    texts: tuple[str, ...]
    lists: tuple[str, ...]


def _shape(texts: str, lists: str) -> Shape:
    return Shape((*texts.split(),), (*lists.split(),))


SHAPES: Mapping[str, Shape] = {
    "eight-sentences": _shape(
        "title lead how-title back-title honest-title sheet-title consent about start day-90"
        " take-to until stem unseen one-tick gather-title gather-lead myself"
        " destroyed counted mine one-sentence seen belongs",
        "how back honest gather",
    ),
    "supervisor": _shape(
        "title before-title before-lead who from to possible before-promise after-title i-do until"
        " look after-promise signs",
        "before possible-with after days",
    ),
    "supervision-card": _shape("title lead look agree you me until again both", "questions"),
    "team-plan": _shape(
        "title lead unit from to actions actions-lead yes done ifs if then count what at-first aim"
        " week on number look for",
        "",
    ),
    "invitation": _shape(
        "title workshop on at in welcome bring-title bring-lead figure-title figure number total"
        " what where voices-title voices good hard first second yours also-title tell from",
        "also",
    ),
    "attendance": _shape(
        "about from to session minutes day there all in-all again-on again-by facilitator"
        " participant",
        "days",
    ),
}


def read_forms(files: KeptFiles, baseline: Exercise | None, faults: list[Fault]) -> Forms:
    """Read what stands on the forms.

    Parameters
    ----------
    files
        The content files.
    baseline
        The exercise whose sentences colleagues tick; nothing where there is none, and then no
        sentence is compared with it.
    faults
        The list that faults are added to.

    Returns
    -------
    Forms
        What the file says; not to be used when there are faults.
    """
    reader = Reader(FILE, faults)
    table = files.toml(FILE, faults)
    if table is None:
        return Forms({}, {})
    _strays(reader, table, SHAPES, "")
    texts = {name: _form(reader, table, name, shape) for name, shape in SHAPES.items()}
    return Forms(texts, _sentences(reader, table, baseline))


def _form(reader: Reader, table: Table, name: str, shape: Shape) -> Form:
    own = reader.table(table, name)
    extra = (SENTENCES,) if name == "eight-sentences" else ()
    _strays(reader, own, (*shape.texts, *shape.lists, *extra), name)
    read: dict[str, str | tuple[str, ...]] = {
        text: reader.text(own, text, LONGEST, item=name) for text in shape.texts
    }
    for each in shape.lists:
        read[each] = values = reader.words(own, each, item=name)
        if not values or not all(value.strip() for value in values):
            problem = f"“{each}” is missing or has an empty text."
            reader.fault(name, problem, f'Write {each} = ["…"].')
    return read


def _strays(reader: Reader, own: Table, known: Iterable[str], item: str) -> None:
    """Note what stands on no form, most often a slip of spelling."""
    known = [*known]
    for name in own:
        if name not in known:
            guess = closest(name, known)
            remedy = f"Remove it; or did you mean “{guess}”?" if guess else "Remove it."
            reader.fault(item, f"no form shows “{name}”.", remedy)


def _sentences(reader: Reader, table: Table, baseline: Exercise | None) -> Mapping[str, str]:
    """Read the sentences, each of which must have its own in the baseline."""
    item = f"eight-sentences, {SENTENCES}"
    own = reader.table(reader.table(table, "eight-sentences"), SENTENCES, item=item)
    wanted = [each.id for each in baseline.items] if baseline else [*own]
    _strays(reader, own, wanted, item)
    return {id_: reader.text(own, id_, LONGEST, item=item) for id_ in wanted}
