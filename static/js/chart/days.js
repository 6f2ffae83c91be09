/* Days as numbers since 1970-01-01, and as words. */
const DAY = 864e5;
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;

export const isoOf = (day) => dateOf(day).toISOString().slice(0, 10);

export const dateOf = (day) => new Date(Math.floor(day) * DAY);

/** The first day of a month; months beyond 11 lead into later years. */
export const firstOf = (year, month) => Date.UTC(year, month, 1) / DAY;

export function dayText(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

export const signed = (days) => `${days > 0 ? "+" : days < 0 ? "−" : ""}${Math.abs(days)} d`;
