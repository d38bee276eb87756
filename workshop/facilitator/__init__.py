"""The facilitator's desk: run sheet and clock, the room's answers, debrief and report."""
