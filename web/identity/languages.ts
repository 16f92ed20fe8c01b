/** Languages that films are often in; a profile's own choice is added where it is another. */
const COMMON = ['ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'it', 'ja', 'ko', 'nl', 'no'];
const OTHERS = ['pl', 'pt', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'];

/**
 * Languages to choose from, by their names in the reader's language and in its order.
 * @param own a tag that has to be among them
 */
export function languageChoices(
  own: string | null,
  reader = navigator.language,
): readonly (readonly [string, string])[] {
  const names = new Intl.DisplayNames([reader, 'en'], { type: 'language' });
  const tags = new Set([...COMMON, ...OTHERS, ...(own === null ? [] : [own])]);
  return [...tags]
    .map((tag) => [tag, names.of(tag) ?? tag] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, reader));
}
