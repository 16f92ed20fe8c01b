import { boolean, int, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';
import { PLAYS_AS_IT_IS } from './profiles.rows.ts';

export const profiles = table('profiles', {
  key: ['profileId'],
  columns: {
    profileId: uuid,
    accountId: uuid,
    name: text,
    avatar: text,
    kids: boolean,
    maturityCap: int,
    language: text,
    autoplay: boolean,
    audioLanguage: nullable(text),
    subtitles: text,
    pinHash: nullable(text),
    deleted: boolean,
    createdPosition: long,
    position: long,
  },
  indexes: [{ name: 'profiles_of_account', on: 'account_id, created_position', where: 'not deleted' }],
});
type Row = RowOf<typeof profiles>;

/** Accounts that were forgotten: what is theirs is not shown any more. */
export const forgotten = table('forgotten', { key: ['accountId'], columns: { accountId: uuid, position: long } });

const change = (
  fact: Fact<
    | 'identity.ProfileChanged'
    | 'identity.MaturityCapSet'
    | 'identity.PinSet'
    | 'identity.PlaybackPreferencesSet'
    | 'identity.ProfileTransferred'
    | 'identity.ProfileDeleted'
  >,
  changes: Partial<Row>,
): readonly Edit[] => [
  edit(profiles, [fact.data.profileId], (row) => row && { ...row, ...changes, position: fact.position }),
];

/** Who watches in a household. */
export const profilesProjection = projection({
  name: 'profiles',
  version: 4,
  tables: [profiles, forgotten],
  key: ({ data }) => ('profileId' in data ? data.profileId : data.accountId),
  on: {
    'identity.ProfileCreated': ({ data, position }) => [
      edit(profiles, [data.profileId], (): Row => ({
        ...data,
        autoplay: true,
        ...PLAYS_AS_IT_IS,
        pinHash: null,
        deleted: false,
        createdPosition: position,
        position,
      })),
    ],
    'identity.ProfileChanged': (fact) => {
      const { name, avatar, language, autoplay } = fact.data;
      return change(fact, {
        ...(name === undefined ? {} : { name }),
        ...(avatar === undefined ? {} : { avatar }),
        ...(language === undefined ? {} : { language }),
        ...(autoplay === undefined ? {} : { autoplay }),
      });
    },
    'identity.MaturityCapSet': (fact) => change(fact, { maturityCap: fact.data.maturityCap, kids: fact.data.kids }),
    'identity.PinSet': (fact) => change(fact, { pinHash: fact.data.hash }),
    'identity.PlaybackPreferencesSet': (fact) =>
      change(fact, { audioLanguage: fact.data.audioLanguage, subtitles: fact.data.subtitles }),
    'identity.ProfileTransferred': (fact) => {
      const { accountId, name } = fact.data;
      return change(fact, { accountId, name, pinHash: null, createdPosition: fact.position });
    },
    'identity.ProfileDeleted': (fact) => change(fact, { deleted: true }),
    'identity.SubjectErased': ({ data, position }) => [put(forgotten, { accountId: data.accountId, position })],
  },
});
