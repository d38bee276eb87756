// When the laptop's address changes, what this phone has goes along in the new address, behind the #,
// which no browser sends to a server: who this is in the room, and the answers. arriving.ts reads it.
import { pack } from "../browser/pack";
import type { Found } from "../browser/record";

/** A browser that knows the new address already is not led past the page that reads the rest. */
const MOVED = "moved";
/** An address on a network: a number or a name, and a port perhaps. */
const ADDRESS = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:.]+\])(:\d{1,5})?\/?$/i;

/** The link to the same room at a new address; empty where that is none. */
export function linkTo(
  address: string,
  token: string,
  code: string,
  work: string,
  records: Map<string, Found>,
): string {
  const [, host, port = ""] = ADDRESS.exec(address.trim()) ?? [];
  if (!host) return "";
  const scheme = /^https:/i.test(address.trim()) ? "https" : "http";
  return `${scheme}://${host}${port}/?${MOVED}#${token}&${code}&${packed(pack(work, records))}`;
}

function packed(text: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(text)));
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
