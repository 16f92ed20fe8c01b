/** A word out of the address, or undefined. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The words of an address that a page knows, by name; what is empty or no text is left out. */
export function searchWords<K extends string>(
  ...names: readonly K[]
): (search: Record<string, unknown>) => { [P in K]?: string } {
  return (search) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const word = text(search[name]);
        return word === undefined ? [] : [[name, word]];
      }),
    ) as { [P in K]?: string };
}

/** A search without one of its words. */
export function without<T extends object>(search: T, name: keyof T): T {
  const rest = { ...search };
  delete rest[name];
  return rest;
}
