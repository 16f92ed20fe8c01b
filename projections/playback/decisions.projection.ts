import { boolean, instant, int, json, long, nullable, table, text, uuid } from '../db/table.ts';
import { projection, put } from '../runtime/projection.ts';

export const decisions = table('decisions', {
  key: ['sessionId', 'position'],
  columns: {
    sessionId: uuid,
    position: long,
    titleId: uuid,
    profileId: uuid,
    accountId: nullable(uuid),
    allow: boolean,
    reason: nullable(text),
    allReasons: json<readonly string[]>(),
    grantId: nullable(uuid),
    maxHeight: nullable(int),
    territory: nullable(text),
    degraded: boolean,
    policyVersion: int,
    at: instant,
  },
  indexes: [
    { name: 'decisions_of_account', on: 'account_id, position desc', where: 'account_id is not null' },
    { name: 'decisions_of_profile', on: 'profile_id, position desc' },
  ],
});

/** What was decided about starts: granted or refused, and why. */
export const decisionsProjection = projection({
  name: 'decisions',
  version: 1,
  tables: [decisions],
  key: ({ data }) => data.sessionId,
  on: {
    'playback.PlaybackDecided': ({ data, position }) => {
      const { inputs, validUntil: _, ...decided } = data;
      return [put(decisions, { ...decided, position, territory: inputs.territory, at: inputs.at })];
    },
  },
});
