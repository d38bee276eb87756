"""The results of a room: pure calculations on pandas, from a flat list of submissions.

Nothing else of the workshop imports this package at its start, since pandas takes a while to load.
"""

from workshop.results.exercise import Results, Round, results
from workshop.results.gain import Gain, gain
from workshop.results.submissions import Submission, from_carried, newest

__all__ = [
    "Gain",
    "Results",
    "Round",
    "Submission",
    "from_carried",
    "gain",
    "newest",
    "results",
]
