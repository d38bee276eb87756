"""A small plan to write."""

from __future__ import annotations

from tests.support.examples import examples

# The same examples are read by js/test/write.test.ts.
EXAMPLES = examples("write-advice")


PLAN = """
kind = "write"
session = "10"
title = "A small plan"
minutes = 5
feedback = "none"
seen_by = "me"
prompt = "Write a plan."
[[fields]]
id = "vision"
label = "What do we want to see?"
hint = "A picture, in the present tense."
example = "Every woman is known by name."
words = 5
[[fields]]
id = "result"
label = "What will be different?"
as = "text"
checks = ["number", "baseline", "date", "owner"]
[[fields]]
id = "people"
label = "How many people?"
as = "number"
[[fields]]
id = "cloud"
label = "Three words"
as = "words"
words = 3
[rows]
label = "Action"
add = "Add an action"
after = "result"
least = 2
most = 3
checks = ["both-sides", "first-step-soon"]
[[rows.fields]]
id = "what"
label = "What?"
as = "line"
checks = ["verb"]
[[rows.fields]]
id = "who"
label = "Who?"
as = "line"
checks = ["owner"]
[[rows.fields]]
id = "by"
label = "By when?"
as = "date"
checks = ["date"]
[[rows.fields]]
id = "practice"
label = "Practice"
as = "choice"
[[rows.fields.options]]
id = "scanning"
label = "Scanning"
side = "leading"
[[rows.fields.options]]
id = "planning"
label = "Planning"
side = "managing"
"""


SOLUTION = '[debrief]\nquestions = ["Which step is the smallest?"]\n'
