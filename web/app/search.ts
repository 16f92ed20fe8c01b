/** A parameter of the address, or undefined. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The parameters of an address that a page knows, by name; what is empty or no text is left out. */
export function searchParams<K extends string>(
  ...names: readonly K[]
): (search: Record<string, unknown>) => { [P in K]?: string } {
  return (search) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const found = text(search[name]);
        return found === undefined ? [] : [[name, found]];
      }),
    ) as { [P in K]?: string };
}

/** A search without one of its parameters. */
export function without<T extends object>(search: T, name: keyof T): T {
  const rest = { ...search };
  delete rest[name];
  return rest;
}
