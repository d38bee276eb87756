"""Leading and Managing: an interactive workshop for health professionals.

A notebook calls ``workshop.open("02")`` for its header and ``workshop.open("02").show("…")`` for
an exercise. Nothing else here is public.
"""

from workshop.session import open_session as open  # noqa: A004

__all__ = ["open"]
