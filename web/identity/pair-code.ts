const LENGTH = 8;
const HALF = LENGTH / 2;

/** What somebody has typed of a code so far, as it is shown: capitals, with the dash by itself. */
export function showTyped(text: string): string {
  const letters = lettersOf(text);
  return letters.length > HALF ? `${letters.slice(0, HALF)}-${letters.slice(HALF)}` : letters;
}

/** The letters and digits alone; more than a code has are not taken. */
export const lettersOf = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, LENGTH);

/** Whether it is all of a code. */
export const isWhole = (text: string): boolean => lettersOf(text).length === LENGTH;

/** Where the cursor stands in what is shown, when so many letters stand before it. */
export const cursorAfter = (letters: number): number => (letters > HALF ? letters + 1 : letters);
