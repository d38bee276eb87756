"""The facilitator's desk: run sheet and clock, the room's answers, debrief and report."""

from workshop.facilitator.widget import Desk, make_desk

__all__ = ["Desk", "make_desk"]
