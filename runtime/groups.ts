/** Things that come one by one and go together. */
export interface Groups<T> {
  /** Resolves or rejects as the group that it went with. @param size of the thing, in the unit of `mostSize` */
  add(item: T, size: number): Promise<void>;
}

/**
 * Gathers what comes within a few milliseconds, so that what each sending costs is paid once for all of it. A group goes when its time is
 * over, or before that when it is full; whoever is alone waits `lingerMs` and goes alone.
 * @param most things in a group
 * @param mostSize of a group; one thing that is larger goes alone
 * @param send takes them in the order in which they came; groups do not wait for each other
 */
export function createGroups<T>(options: {
  readonly lingerMs: number;
  readonly most: number;
  readonly mostSize: number;
  readonly send: (items: readonly T[]) => Promise<void>;
}): Groups<T> {
  let open: { readonly items: T[]; size: number; readonly sent: Promise<void>; readonly go: () => void } | undefined;

  const begin = () => {
    const items: T[] = [];
    let go = (): void => undefined;
    const sent = new Promise<void>((resolve) => {
      const timer = setTimeout(() => go(), options.lingerMs);
      go = () => {
        clearTimeout(timer);
        open = undefined;
        resolve(options.send(items));
      };
    });
    return { items, size: 0, sent, go };
  };

  return {
    add(item, size) {
      if (open !== undefined && open.size + size > options.mostSize) open.go();
      const group = (open ??= begin());
      group.items.push(item);
      group.size += size;
      if (group.items.length >= options.most || group.size >= options.mostSize) group.go();
      return group.sent;
    },
  };
}
