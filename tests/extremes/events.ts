import fc from 'fast-check';
import { createChance } from '../../projections/testing/random.ts';
import type { NewEvent } from '../../ports/event-log.ts';
import type { KnownVersion } from '../../schemas/kernel/catalog.ts';
import { RecordedMetadata } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import { extremesOf } from '../../schemas/testing/extremes.ts';

/** Few ids, so that events meet: the same one in two spellings, and ids that only look special. */
export const ids = [
  'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA',
  'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
];
const processes = ['ingest', 'closing', 'inbox', 'job'];
export const names = [...processes, ...language.jobs.keys(), ...language.commands.keys(), 'wait/probe', 'work/encode'];

export interface ExtremeEvent {
  readonly stream: string;
  readonly event: NewEvent;
}

/** Every event type in every version that the language knows. */
export const everyVersion: readonly KnownVersion[] = [...language.catalog.values()].flatMap(({ versions }) => [
  ...versions.values(),
]);

/** What the log may hold as metadata, the extremes most often. */
const metadata = extremesOf(RecordedMetadata, { io: 'input' });

/** Metadata of an event in its first version. */
export const metadataOf = (type: string, seed: number): NewEvent['metadata'] => ({
  ...(fc.sample(metadata, { numRuns: 1, seed })[0] as NewEvent['metadata']),
  schema: `${type}@1`,
});

/** What a kind of job takes or reports, and a command of the language: schemas that stand behind a record of anything. */
const behind = (field: 'input' | 'result'): fc.Arbitrary<unknown> =>
  fc.oneof(...[...language.jobs.values()].map((job) => extremesOf(job[field], { ids, more: names })));
const commands = fc.oneof(
  ...[...language.commands.values()].map(({ type, data }) =>
    fc.record({ type: fc.constant(type), data: extremesOf(data, { ids, more: names }) }),
  ),
);
const fitting: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  'kernel.JobRequested': behind('input').map((input) => ({ input, kind: (input as { kind: string }).kind })),
  'kernel.JobCompleted': behind('result').map((result) => ({ result, kind: (result as { kind: string }).kind })),
  'kernel.CommandRequested': commands.map((command) => ({ command })),
};

/**
 * Events of every type and version at all extremes, in an order of chance and in streams of few ids. The same seed gives
 * the same events.
 * @param each of every version so many
 */
export function extremeEvents(seed: number, each: number): readonly ExtremeEvent[] {
  const chance = createChance(seed);
  const made = everyVersion.flatMap(({ definition, schema, validate }, index): ExtremeEvent[] => {
    const data = extremesOf(definition.data, { ids, more: names });
    const fit = fitting[definition.type];
    const whole =
      fit === undefined
        ? data
        : fc.oneof(
            data,
            fc.tuple(data, fit).map(([all, part]) => Object.assign({}, all, part)),
          );
    return fc.sample(fc.tuple(whole, metadata), { numRuns: each, seed: seed + index }).map(([one, about]) => {
      const wrong = validate(one);
      if (wrong !== undefined) throw new Error(`made an event that its schema refuses: ${schema}: ${wrong}`);
      const given = one as Readonly<Record<string, unknown>>;
      const category = definition.category === '{process}' ? String(given['process']) : definition.category;
      const event = { id: chance.uuid(), type: definition.type, data: one, metadata: { ...(about as object), schema } };
      return { stream: `${category}-${chance.pick(ids)}`, event: event as NewEvent };
    });
  });
  return fc.sample(fc.shuffledSubarray(made, { minLength: made.length }), { numRuns: 1, seed })[0] ?? [];
}
