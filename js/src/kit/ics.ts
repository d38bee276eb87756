// Days as a calendar file, by RFC 5545; fetched when somebody asks for it. Nothing is sent.

/** Something that lasts one whole day. */
export interface AllDay {
  /** The same whenever it is made: what is read twice stands in the calendar once. */
  id: string;
  /** "2027-01-31" */
  day: string;
  /** The day after it. */
  until: string;
  title: string;
  about: string;
}

/** So many octets a line has at most. */
const LONGEST = 75;
/** From the first minute of the day to the hour at which it is reminded of. */
const MORNING = "PT8H";

/** The text of a file; `page` is where one comes back to, and may be empty. */
export function calendarFile(days: AllDay[], page: string, made: Date): string {
  const stamp = `${compact(made.toISOString().slice(0, 19))}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Leading and Managing//Coming back//EN",
    "CALSCALE:GREGORIAN",
    ...days.flatMap(({ id, day, until, title, about }) => [
      "BEGIN:VEVENT",
      `UID:${id}-${compact(day)}@leading-and-managing`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(until)}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(page ? `${about}\n${page}` : about)}`,
      ...(page ? [`URL:${page}`] : []),
      // The day stays free for others, and who looks into the calendar need not read what it is.
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(title)}`,
      `TRIGGER:${MORNING}`,
      "END:VALARM",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * A page that everybody can open, without what stands behind its path; empty for a file, for a
 * computer or a network of one's own, and for whatever is no page.
 */
export function publicPage(address = ""): string {
  const [, origin = "", host = "", path = "/"] =
    /^(https?:\/\/(?:[^/?#]*@)?([^/?#:]+)(?::\d+)?)(\/[^?#]*)?/i.exec(address) ?? [];
  const own = /^[^.]*$|^[\d.]+$|\.(local|localhost|localdomain|lan|home|internal|intranet|test)$/i;
  return origin && !origin.includes("@") && !own.test(host) ? origin + path : "";
}

const compact = (text: string): string => text.replace(/[-:]/g, "");

/** A text as a value: what would end it, or part it, is marked. */
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");

/** A line in pieces that are not too long, none of which cuts a character in two. */
function folded(line: string): string {
  let [text, room] = ["", LONGEST];
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (size > room) {
      text += "\r\n ";
      // A piece begins with a blank.
      room = LONGEST - 1;
    }
    text += sign;
    room -= size;
  }
  return text;
}
