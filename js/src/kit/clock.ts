const MINUTE = 60;

/** Minutes and seconds, as a clock shows them. */
export function shownAs(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  return `${Math.floor(whole / MINUTE)}:${String(whole % MINUTE).padStart(2, "0")}`;
}
