import { instant, json, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';
import type { ProgramKeyRow } from './programs.rows.ts';

export const programs = table('programs', {
  key: ['serviceId'],
  columns: {
    serviceId: uuid,
    name: text,
    scopes: json<readonly string[]>(),
    keys: json<readonly ProgramKeyRow[]>(),
    madeBy: text,
    createdAt: instant,
    closedAt: nullable(instant),
    createdPosition: long,
    position: long,
  },
});
export type StoredProgram = RowOf<typeof programs>;

type ProgramFact = Fact<
  | 'identity.ServiceScopesChanged'
  | 'identity.ServiceKeyMade'
  | 'identity.ServiceKeyRevoked'
  | 'identity.ServiceKeyUsed'
  | 'identity.ServiceAccountClosed'
>;

const change = (fact: ProgramFact, step: (row: StoredProgram) => Partial<StoredProgram>): readonly Edit[] => [
  edit(programs, [fact.data.serviceId], (row) => row && { ...row, ...step(row), position: fact.position }),
];
const changeKey = (
  fact: Fact<'identity.ServiceKeyRevoked' | 'identity.ServiceKeyUsed'>,
  changes: Partial<ProgramKeyRow>,
): readonly Edit[] =>
  change(fact, ({ keys }) => ({
    keys: keys.map((key) => (key.keyId === fact.data.keyId ? { ...key, ...changes } : key)),
  }));

/** Programs that work here or did, with their keys. */
export const programsProjection = projection({
  name: 'programs',
  version: 1,
  tables: [programs],
  key: (fact) => fact.data.serviceId,
  on: {
    'identity.ServiceAccountCreated': ({ data, metadata, position }) => [
      edit(programs, [data.serviceId], (): StoredProgram => ({
        ...data,
        keys: [],
        madeBy: metadata.actor.id,
        createdAt: metadata.occurredAt,
        closedAt: null,
        createdPosition: position,
        position,
      })),
    ],
    'identity.ServiceScopesChanged': (fact) => change(fact, () => ({ scopes: fact.data.scopes })),
    'identity.ServiceKeyMade': (fact) =>
      change(fact, ({ keys }) => {
        const { keyId, prefix, expiresAt } = fact.data;
        const { actor, occurredAt } = fact.metadata;
        const times = { createdAt: occurredAt, endsAt: expiresAt, lastUsedAt: null };
        return { keys: [...keys, { keyId, prefix, madeBy: actor.id, ...times }] };
      }),
    'identity.ServiceKeyRevoked': (fact) => changeKey(fact, { endsAt: fact.data.endsAt }),
    'identity.ServiceKeyUsed': (fact) => changeKey(fact, { lastUsedAt: fact.metadata.occurredAt }),
    'identity.ServiceAccountClosed': (fact) => change(fact, () => ({ closedAt: fact.metadata.occurredAt })),
  },
});
