/** Letters of scripts that run from right to left: Hebrew, Arabic, Syriac and their like. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A word that is wider than a line, in parts that fit. */
function parts(word: string, width: number, widthOf: (text: string) => number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const all: string[] = [];
  let part = '';
  for (const { segment } of letters.segment(word)) {
    if (part !== '' && widthOf(part + segment) > width) {
      all.push(part);
      part = '';
    }
    part += segment;
  }
  return [...all, part];
}

/**
 * A text in lines of a width, in the order in which it is read.
 * @param width in the unit of `widthOf`
 */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((each) => parts(each, width, widthOf))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/**
 * A line in the order in which it is drawn from the left: words of scripts that run from right to left stand the other way round, with what
 * is between them. (The letters within a word are put in order by the font's own shaping.)
 */
export function drawnOrder(line: string): string {
  if (!RIGHT_TO_LEFT.test(line)) return line;
  const words = line.split(' ');
  const drawn: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const end = RIGHT_TO_LEFT.test(words[at] ?? '') ? endOfRun(words, at) : at + 1;
    drawn.push(...words.slice(at, end).toReversed());
    at = end - 1;
  }
  return drawn.join(' ');
}

/** Behind the last word from right to left, before a letter that runs the other way. */
function endOfRun(words: readonly string[], from: number): number {
  let end = from + 1;
  for (let at = from + 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (RIGHT_TO_LEFT.test(word)) end = at + 1;
    else if (/\p{L}/u.test(word)) break;
  }
  return end;
}
