/** How long a key may hold, in days. */
export const LIFETIMES = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['180', '180 days'],
  ['365', 'a year'],
] as const;

/** How long a key that is replaced goes on, in hours. */
export const OVERLAPS = [
  ['0', 'not at all'],
  ['1', 'for an hour'],
  ['24', 'for a day'],
  ['168', 'for a week'],
] as const;
