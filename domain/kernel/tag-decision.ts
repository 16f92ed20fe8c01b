/** Two spellings of one tag are one: no case, no spaces around it, one space between words. */
export const normalTag = (tag: string): string => tag.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

/** Each tag once, in order. What is empty is none. */
export const normalTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.map(normalTag))].filter((tag) => tag !== '').toSorted();
