/** Text for people. Every function takes milliseconds or bytes and is pure; locales come from the browser. */

const two = (value: number): string => String(value).padStart(2, '0');

/** A place in a film as on a timer: `4:05`, `1:02:03`. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** How long something is: `45 s`, `12 min`, `1 h 42 min`. */
export function runtime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** How long a machine took: `0.4 s`, `12.3 s`, `2 min 05 s`. */
export function took(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${two(Math.floor((ms % 60_000) / 1000))} s`;
}

/** What is left of a film, in words. */
export function remaining(positionMs: number, durationMs: number): string {
  const left = Math.max(0, durationMs - positionMs);
  return left < 60_000 ? `${Math.ceil(left / 1000)} s left` : `${runtime(left)} left`;
}

/** `0 B`, `820 kB`, `1.2 GB`: decimal units, as disks are sold. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = Math.max(0, value);
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `just now`, `12 minutes ago`, `yesterday`. */
export function relative(instant: string, now: number, locale?: string): string {
  const difference = Date.parse(instant) - now;
  for (const [unit, size] of steps) {
    if (Math.abs(difference) >= size)
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(difference / size), unit);
  }
  return 'just now';
}

/** `1 film`, `3 films`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;
