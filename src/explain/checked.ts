/** The month in which texts and commands were last checked against the vendors' pages, models and tools. */
export const checked = "2026-11";

/** For people: "November 2026". */
export function checkedMonth(): string {
  return new Date(`${checked}-01T00:00:00Z`).toLocaleDateString("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}
