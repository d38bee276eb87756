"""The live room: everyone answers, the wall shows it, the room argues and answers again."""
