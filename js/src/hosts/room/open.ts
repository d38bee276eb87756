// The phone's page; and the pages to work alone, which say so in their first line.
import { render } from "preact";
import { h } from "../../kit/h";
import { followTheme } from "../page/theme";
import { Phone } from "./phone";
import { openRoom, type RoomSent } from "./room";

async function main(): Promise<void> {
  followTheme();
  const place = document.querySelector<HTMLElement>('[data-place="room"]');
  const sent: RoomSent = JSON.parse(document.getElementById("workshop")?.textContent ?? "{}");
  const room = await openRoom(sent);
  if (document.documentElement.dataset.room === "alone") {
    const { showAlone } = await import("./alone");
    showAlone(room);
  } else if (place) render(h(Phone, { room }), place);
  room.start();
}

void main();
