// The phone's page.
import { render } from "preact";
import { h } from "../../kit/h";
import { followTheme } from "../page/mount";
import { Phone } from "./phone";
import { openRoom, type RoomSent } from "./room";

async function main(): Promise<void> {
  followTheme();
  const place = document.querySelector<HTMLElement>('[data-place="room"]');
  const sent: RoomSent = JSON.parse(document.getElementById("workshop")?.textContent ?? "{}");
  const room = await openRoom(sent);
  if (place) render(h(Phone, { room }), place);
  room.start();
}

void main();
