"""Leading and Managing: an interactive workshop for health professionals.

A notebook calls ``workshop.open("02")`` for its header, ``workshop.open("02").show("…")`` for an
exercise, and ``workshop.handout()`` for what somebody takes home. Nothing else here is public.
"""

from workshop.session import make_handout as handout
from workshop.session import open_session as open  # noqa: A004

__all__ = ["handout", "open"]
