import { deviceName } from './device-name.ts';

/** Screens without a keyboard, by what their programs and browsers call themselves. */
const SCREENS: readonly (readonly [RegExp, string])[] = [
  [/apple ?tv|tvos/i, 'Apple TV'],
  [/fire ?tv|\baft[a-z]{1,4}\b/i, 'Fire TV'],
  [/chromecast|\bcrkey\b/i, 'Chromecast'],
  [/android ?tv|google ?tv|bravia/i, 'Android TV'],
  [/\broku\b/i, 'Roku'],
  [/tizen|samsung/i, 'Samsung television'],
  [/web0s|webos|\blg\b/i, 'LG television'],
  [/playstation/i, 'PlayStation'],
  [/\bxbox\b/i, 'Xbox'],
  [/set.?top/i, 'Set-top box'],
  [/projector|beamer/i, 'Projector'],
];

/**
 * The kind of a screen: what it says of itself where that is a known kind, else a television, with the kind of browser and system. Its
 * own words are not kept: they may name a person, or mislead whoever is about to let it in.
 */
export function screenKind(itsOwnWords: string | null | undefined, userAgent: string): string {
  for (const words of [itsOwnWords ?? '', userAgent]) {
    const known = SCREENS.find(([pattern]) => pattern.test(words));
    if (known !== undefined) return known[1];
  }
  return `Television, ${deviceName(userAgent)}`;
}
