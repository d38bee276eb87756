"""Codes of the authors, which no participant should meet."""

from __future__ import annotations

import re

# Letters and numbers by which the makers call their notes: S1-04, X2, E03.1, L05 or M12, MC3, P7 …
CODE = re.compile(
    r"""
      (?<![\w-]) (?:
          S[0-4]-\d{2}[a-z]? | S[0-4]-\d{2}\.\.\d{2}
        | E\d{2}\.\d
        | MC\d{1,2}
        | [LM](?:0[1-9]|1[0-8]) | (?<!vitamin\ ) B(?:0[1-9]|1[0-6])
        | [XPQV](?:1?\d)
      ) (?![\w-])
    | \[ (?: [MJ] | [A-D]\d{1,2} ) \]
    """,
    re.VERBOSE,
)
