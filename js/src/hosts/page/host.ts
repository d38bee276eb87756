// The module of the desk as a page of a room.
import { open } from "../../desk/desk";
import { openRoom } from "../host";

const place = document.querySelector<HTMLElement>('[data-place="desk"]');
const sent = JSON.parse(document.getElementById("workshop")?.textContent ?? "{}");
if (place) open(openRoom(sent)).show(place);
