/** Turns data of `type@from` into data of `type@from+1`. Pure and total over every valid old value. */
export interface Upcaster {
  readonly type: string;
  readonly from: number;
  readonly up: (data: Record<string, unknown>) => Record<string, unknown>;
}

/** Reads the newest version of a past type as `to@version` of another type. Pure and total over every valid old value. */
export interface Renaming {
  readonly type: string;
  readonly to: string;
  readonly version: number;
  readonly up: (data: Record<string, unknown>) => Record<string, unknown>;
}

/** Defines one step; a context keeps its steps in `*.upcasters.ts` and lists them in its record. */
export function defineUpcaster(upcaster: Upcaster): Upcaster {
  return Object.freeze(upcaster);
}

/** Defines what became of a past type. */
export function defineRenaming(renaming: Renaming): Renaming {
  return Object.freeze(renaming);
}

/** The steps of one type, `steps[0]` being 1 → 2. */
export type UpcastChain = readonly Upcaster['up'][];

/** Applies the steps from `version` to the newest. */
export function upcast(chain: UpcastChain, version: number, data: Record<string, unknown>): Record<string, unknown> {
  return chain.slice(version - 1).reduce((older, step) => step(older), data);
}
