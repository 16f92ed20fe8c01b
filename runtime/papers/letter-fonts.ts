import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A font by the name that it is used by. */
export interface LetterFont {
  readonly name: string;
  readonly has: (codePoint: number) => boolean;
}

/** A piece of a text in one font. */
export interface Run {
  readonly text: string;
  readonly font: string;
}

/** What belongs to the letter before it: accents, vowel signs, joiners. */
const BELONGS = /^[\p{M}\p{Cf}]$/u;

/**
 * A text in pieces of one font each: the first that has the letter, or else the first of all, which shows a box.
 * @param fonts asked one after the other, and only where those before have not the letter
 */
export function runsOf(text: string, fonts: Iterable<LetterFont> & { readonly [0]: LetterFont }): readonly Run[] {
  const runs: { text: string; font: string }[] = [];
  const byName = new Map<string, LetterFont>();
  const fontOf = (letter: string): LetterFont => {
    const code = letter.codePointAt(0) ?? 0;
    for (const font of fonts) if (font.has(code)) return font;
    return fonts[0];
  };
  for (const letter of text) {
    const last = runs.at(-1);
    const known = last === undefined ? undefined : byName.get(last.font);
    const stays =
      last !== undefined && (BELONGS.test(letter) || letter === ' ') && known?.has(letter.codePointAt(0) ?? 0);
    const font = stays === true && known !== undefined ? known : fontOf(letter);
    byName.set(font.name, font);
    if (last?.font === font.name) last.text += letter;
    else runs.push({ text: letter, font: font.name });
  }
  return runs;
}

/** Scripts that Noto has fonts of their own for, where Debian puts them (package fonts-noto-core). */
const SCRIPTS = [
  ...['Devanagari', 'Bengali', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Gujarati', 'Gurmukhi', 'Sinhala'],
  ...['Thai', 'Lao', 'Khmer', 'Myanmar', 'Ethiopic'],
];
/** Files below the fonts of the system, and the font in one that holds several. */
const FILES: readonly (readonly [file: string, family?: string])[] = [
  ['opentype/noto/NotoSansCJK-Regular.ttc', 'NotoSansCJKjp-Regular'],
  ['truetype/droid/DroidSansFallbackFull.ttf'],
  ...SCRIPTS.map((script) => [`truetype/noto/NotoSans${script}-Regular.ttf`] as const),
];

/** Fonts that this machine has for letters that DejaVu lacks, e.g. of Chinese, Hindi or Thai; none is needed. */
export const systemFonts = (root: string): readonly (readonly [path: string, family?: string])[] =>
  FILES.map(([file, ...family]) => [join(root, file), ...family] as const).filter(([path]) => existsSync(path));
