import type { Caller } from '../../ports/identity.ts';
import type { GatewayPorts } from '../ports.ts';
import { createBatch } from './batch.ts';

/** Loads rows by key for one caller, many at once. A context exports its loaders and lists them in its record. */
export interface Loader<V> {
  readonly name: string;
  /** All callers get the same row: then those of all operations who ask in one turn share a statement, however many subscribers hear of a change. */
  readonly forEverybody?: true;
  readonly load: (ports: GatewayPorts, keys: readonly string[], caller: Caller) => Promise<ReadonlyMap<string, V>>;
}

/** Asks a loader for one row; all who ask in one turn of the event loop share one statement. */
export type Load = <V>(loader: Loader<V>, key: string) => Promise<V | undefined>;

type Batches = ((key: string) => Promise<unknown>)[];

/** Knows the loaders of all contexts, and makes each of them for one operation when it is first asked. */
export function createLoaders(loaders: readonly Loader<unknown>[]): (ports: GatewayPorts, caller: Caller) => Load {
  const indexes = new Map(loaders.map((loader, index) => [loader, index]));
  const shared = new WeakMap<GatewayPorts, Batches>();
  return (ports, caller) => {
    const own: Batches = [];
    const common = shared.get(ports) ?? [];
    shared.set(ports, common);
    return <V>(loader: Loader<V>, key: string): Promise<V | undefined> => {
      const index = indexes.get(loader);
      if (index === undefined)
        throw new Error(
          `The loader "${loader.name}" is in no context's record. List it in the index.ts of its context.`,
        );
      const made = loader.forEverybody === true ? common : own;
      const batch = (made[index] ??= createBatch((keys) => loader.load(ports, keys, caller)));
      return batch(key) as Promise<V | undefined>;
    };
  };
}
