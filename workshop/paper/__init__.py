"""What goes onto paper: what a participant takes home, and a room without devices."""
