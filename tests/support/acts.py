"""One small act at a board of each kind, with the keyboard, and what is answered then."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.support.board_steps import choices


def press(selector: str, key: str) -> Callable[[Locator], None]:
    """Make an act of one key on one control."""

    def act(found: Locator) -> None:
        found.locator(selector).first.press(key)

    return act


def type_words(found: Locator) -> None:
    found.locator("textarea, input[type=text]").first.press_sequentially("d d b z Kampala")


ACTS: dict[str, Callable[[Locator], None]] = {
    "the-round-practice-by-practice": press("[data-item] input", "2"),
    "sixteen-questions": press("[data-item] input", "Space"),
    "the-round-in-order": press("[data-item] input", "2"),
    "my-practice": press("[data-item] input", "4"),
    "line-of-opinion": press("[data-item] input[type=range]", "ArrowRight"),
    "ten-teams-on-a-map": press("[data-item] input[type=range]", "ArrowRight"),
    "my-action-plan": type_words,
    "six-decisions-at-kisima": press("[data-item] [data-option]", "Enter"),
}
KINDS = list(ACTS)


def act_at(found: Locator, exercise: str) -> dict[str, str]:
    ACTS[exercise](found)
    return answered_at(found)


def answered_at(found: Locator) -> dict[str, str]:
    """Read what is answered at a board, as soon as anything is."""
    expect(found.locator("[data-item][data-choice]").first).to_be_attached()
    return choices(found)
