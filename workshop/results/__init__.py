"""The results of a room: pure calculations on plain values, from a flat list of submissions."""

from workshop.results.exercise import results
from workshop.results.gain import Gain, gain
from workshop.results.outcome import Results, Round
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
