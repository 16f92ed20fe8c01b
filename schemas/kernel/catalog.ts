import type { EventDefinition } from './define.ts';
import type { Renaming, UpcastChain, Upcaster } from './upcast.ts';
import { compileLazily } from './validate.ts';
import type { Validator } from './validate.ts';

/** One version of an event with its validator, which compiles at its first use. */
export interface KnownVersion {
  readonly definition: EventDefinition;
  readonly schema: string;
  readonly validate: Validator;
}

/** One event type: every version from 1 on, and the steps that lead to the newest. */
export interface KnownType {
  readonly current: KnownVersion;
  /** By the text that stands in metadata as `schema`. */
  readonly versions: ReadonlyMap<string, KnownVersion>;
  readonly chain: UpcastChain;
  /** The type is written no more and read as another one. */
  readonly renaming: Renaming | undefined;
}

/** Event types by name. */
export type Catalog = ReadonlyMap<string, KnownType>;

/** The text that stands in metadata as `schema`. */
export const schemaName = (definition: Pick<EventDefinition, 'type' | 'version'>): string =>
  `${definition.type}@${definition.version}`;

/**
 * Indexes definitions, upcasters and renamings.
 * @throws Error when the catalogue is not total: a version is missing or defined twice, or a step is missing, doubled or leads nowhere
 */
export function createCatalog(
  definitions: readonly EventDefinition[],
  upcasters: readonly Upcaster[],
  renamings: readonly Renaming[] = [],
): Catalog {
  const byType = Map.groupBy(definitions, (definition) => definition.type as string);
  const steps = Map.groupBy(upcasters, (upcaster) => upcaster.type);
  const renamed = new Map(renamings.map((renaming) => [renaming.type, renaming]));
  if (renamed.size < renamings.length) throw new Error('Catalogue: a type is renamed twice.');
  const stray = [...steps.keys(), ...renamed.keys()].find((type) => !byType.has(type));
  if (stray !== undefined) throw new Error(`Catalogue: an upcaster names "${stray}", which no definition has.`);
  for (const { type, to, version } of renamings)
    if (renamed.has(to) || byType.get(to)?.some((definition) => definition.version === version) !== true)
      throw new Error(`Catalogue: "${type}" becomes "${to}@${version}", which nobody writes.`);
  return new Map(
    [...byType].map(([type, versions]) => [type, knownType(type, versions, steps.get(type) ?? [], renamed.get(type))]),
  );
}

function knownType(
  type: string,
  definitions: readonly EventDefinition[],
  steps: readonly Upcaster[],
  renaming: Renaming | undefined,
): KnownType {
  const sorted = definitions.toSorted((a, b) => a.version - b.version);
  if (sorted.some((definition, index) => definition.version !== index + 1))
    throw new Error(
      `Catalogue: versions of "${type}" must be 1, 2, 3 … without gap or repeat; found ${sorted.map((d) => d.version).join(', ')}.`,
    );
  const ordered = steps.toSorted((a, b) => a.from - b.from);
  const expected = sorted.slice(1).map((_, index) => index + 1);
  if (ordered.map((step) => step.from).join() !== expected.join())
    throw new Error(
      `Catalogue: "${type}" needs upcasters from [${expected.join(', ')}]; found [${ordered.map((step) => step.from).join(', ')}].`,
    );
  const versions = sorted.map((definition) => ({
    definition,
    schema: schemaName(definition),
    validate: compileLazily(definition.data),
  }));
  const current = versions.at(-1);
  if (current === undefined) throw new Error(`Catalogue: "${type}" has no version.`);
  return {
    current,
    versions: new Map(versions.map((version) => [version.schema, version])),
    chain: ordered.map((step) => step.up),
    renaming,
  };
}
