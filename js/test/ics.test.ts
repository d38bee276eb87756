import { describe, expect, it } from "vitest";
import { type AllDay, calendarFile, publicPage } from "../src/kit/ics";

const day: AllDay = {
  id: "plan-30",
  day: "2027-02-28",
  until: "2027-03-01",
  title: "Coming back, day 30",
  about: "Has it begun? What helped; what got in the way?",
};
const made = (more: Partial<AllDay> = {}, page = "") =>
  calendarFile([{ ...day, ...more }], page, new Date("2027-01-29T22:15:07.250Z"));

describe("a calendar file", () => {
  it("has whole days, a stamp, and one name for each day", () => {
    const lines = made().split("\r\n");
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""]);
    for (const line of [
      "UID:plan-30-20270228@leading-and-managing",
      "DTSTAMP:20270129T221507Z",
      "DTSTART;VALUE=DATE:20270228",
      "DTEND;VALUE=DATE:20270301",
      "SUMMARY:Coming back\\, day 30",
      "TRIGGER:PT8H",
    ])
      expect(lines).toContain(line);
    expect(made()).not.toContain("URL:");
    expect(made().replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("folds by octets, and cuts no character in two", () => {
    const about = "“Où en êtes-vous ?” 🙂🙂🙂🙂 "
      .repeat(9)
      .concat("\r\none line\nand; another, \\ more");
    const text = made({ about });
    for (const line of text.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text).not.toContain("\ufffd");
    const whole = text.replaceAll("\r\n ", "");
    expect(whole).toContain("🙂🙂🙂🙂 \\none line\\nand\\; another\\, \\\\ more\r\n");
  });
});

describe("the page to come back to", () => {
  it.each([
    ["https://example.org/course/10-plan.html?x=1#end", "https://example.org/course/10-plan.html"],
    ["http://moh.go.ke:8080/", "http://moh.go.ke:8080/"],
    ["https://example.org", "https://example.org/"],
    ...[
      "http://localhost:8888/lab/tree/notebooks/10.ipynb",
      "http://nurses-laptop/10.html",
      "http://nurses-laptop.local/10.html",
      "http://127.0.0.1:8000/10.html",
      "http://192.168.1.5/10.html",
      "http://[::1]:8000/10.html",
      "https://me:secret@example.org/10.html",
      "file:///home/me/10.html",
      "about:blank",
      "",
    ].map((address) => [address, ""]),
  ])("of %s is “%s”", (address, page) => expect(publicPage(address)).toBe(page));

  it("stands in the file twice, since not every calendar shows an address", () => {
    const text = made({}, "https://example.org/10.html").replaceAll("\r\n ", "");
    expect(text).toContain("in the way?\\nhttps://example.org/10.html\r\n");
    expect(text).toContain("\r\nURL:https://example.org/10.html\r\n");
  });
});
