import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** How well a password holds against whoever guesses. */
export interface PasswordVerdict {
  /** 0: guessed at once, 4: holds. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly enough: boolean;
  /** Sentences for people; empty when there is nothing to say. */
  readonly advice: readonly string[];
}

/** Characters (code points): fewer cannot hold, more are nobody's password. */
export const PASSWORD_CHARACTERS = { least: 8, most: 256 } as const;
const ENOUGH = 3;
/** Judging grows with the length, up to seconds: what holds in so many characters holds. */
const JUDGED_CHARACTERS = 32;
/** As above: ways in which letters may stand for others. */
const SUBSTITUTIONS = 8;
const MOST_HINTS = 10;
const MOST_HINT = 100;

let judge: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries take a second and 40 MB: they come with the first password. */
const loaded = (): Promise<ZxcvbnFactory> =>
  (judge ??= Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]).then(
    ([{ ZxcvbnFactory: Factory }, common, english]) =>
      new Factory({
        dictionary: { ...common.dictionary, ...english.dictionary },
        graphs: common.adjacencyGraphs,
        translations: english.translations,
        l33tMaxSubstitutions: SUBSTITUTIONS,
        maxLength: JUDGED_CHARACTERS,
      }),
  ));

/** Why a password is not looked at any further; undefined: its length fits. */
export function lengthAdvice(password: string): string | undefined {
  const { least, most } = PASSWORD_CHARACTERS;
  // A code point is at most two units: what is far too long is not counted.
  if (password.length > 2 * most) return `At most ${most} characters.`;
  const characters = Array.from(password.normalize('NFC')).length;
  if (characters < least) return `At least ${least} characters.`;
  return characters > most ? `At most ${most} characters.` : undefined;
}

/** Judges a password by how it would be guessed. @param hints what others know of the person, such as the address */
export async function judgePassword(password: string, hints: readonly string[]): Promise<PasswordVerdict> {
  const tooMuch = lengthAdvice(password);
  if (tooMuch !== undefined) return { score: 0, enough: false, advice: [tooMuch] };
  const known = hints.slice(0, MOST_HINTS).flatMap((hint) => {
    const text = hint.slice(0, MOST_HINT);
    return [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length > 2);
  });
  const { score, feedback } = (await loaded()).check(password.normalize('NFC'), known);
  const enough = score >= ENOUGH;
  const advice = [feedback.warning, ...feedback.suggestions].filter((text) => text !== null && text !== '');
  if (advice.length === 0 && !enough) advice.push('Add more words that are less common.');
  return { score, enough, advice: enough ? [] : (advice as string[]) };
}
