import { boolean, instant, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

export const signIns = table('sign_ins', {
  key: ['signInId'],
  columns: {
    signInId: uuid,
    accountId: uuid,
    method: text,
    device: text,
    profileId: nullable(uuid),
    signedInAt: instant,
    seenAt: instant,
    expiresAt: instant,
    endedAt: nullable(instant),
    position: long,
  },
  indexes: [
    { name: 'sign_ins_open', on: 'account_id, seen_at desc', where: 'ended_at is null' },
    { name: 'sign_ins_of_account', on: 'account_id, signed_in_at desc' },
  ],
});
type Row = RowOf<typeof signIns>;

/** Browsers and apps on which an account is or was signed in. */
export const devices = table('devices', {
  key: ['deviceId'],
  columns: {
    deviceId: uuid,
    accountId: uuid,
    kind: text,
    name: nullable(text),
    blocked: boolean,
    position: long,
  },
  indexes: [{ name: 'devices_blocked', on: 'account_id', where: 'blocked' }],
});
type DeviceColumns = RowOf<typeof devices>;

/** On which device a sign-in began; those of before there were devices have none. */
export const deviceSignIns = table('device_sign_ins', {
  key: ['signInId'],
  columns: { signInId: uuid, deviceId: uuid, position: long },
});

/** Accounts that were forgotten: what is theirs is not shown any more. */
export const forgotten = table('forgotten', { key: ['accountId'], columns: { accountId: uuid, position: long } });

const change = (
  fact: Fact<'identity.SignInRenewed' | 'identity.ProfileChosen' | 'identity.SignedOut'>,
  changes: Partial<Row>,
): readonly Edit[] => [
  edit(signIns, [fact.data.signInId], (row) => row && { ...row, ...changes, position: fact.position }),
];

const changeDevice = (
  fact: Fact<'identity.DeviceNamed' | 'identity.DeviceBlocked' | 'identity.DeviceUnblocked'>,
  changes: Partial<DeviceColumns>,
): readonly Edit[] => [
  edit(devices, [fact.data.deviceId], (row) => row && { ...row, ...changes, position: fact.position }),
];

/** Which devices are signed in, what they are called, and who of the household watches there. */
export const signInsProjection = projection({
  name: 'sign_ins',
  version: 4,
  tables: [signIns, devices, deviceSignIns, forgotten],
  key: ({ data }) => ('signInId' in data ? data.signInId : 'deviceId' in data ? data.deviceId : data.accountId),
  on: {
    'identity.SignedIn': (fact) => [
      edit(signIns, [fact.data.signInId], (): Row => {
        const { signInId, accountId, method, device, expiresAt } = fact.data;
        const at = fact.metadata.occurredAt;
        const { position } = fact;
        const times = { signedInAt: at, seenAt: at, expiresAt, endedAt: null };
        return { signInId, accountId, method, device, profileId: null, ...times, position };
      }),
    ],
    'identity.SignInRenewed': (fact) =>
      change(fact, { seenAt: fact.metadata.occurredAt, expiresAt: fact.data.expiresAt }),
    'identity.ProfileChosen': (fact) => change(fact, { profileId: fact.data.profileId }),
    'identity.SignedOut': (fact) => change(fact, { endedAt: fact.metadata.occurredAt }),
    'identity.DeviceRegistered': ({ data, position }) => [
      edit(devices, [data.deviceId], (): DeviceColumns => ({ ...data, name: null, blocked: false, position })),
    ],
    'identity.DeviceUsed': ({ data: { signInId, deviceId }, position }) => [
      put(deviceSignIns, { signInId, deviceId, position }),
    ],
    'identity.DeviceNamed': (fact) => changeDevice(fact, { name: fact.data.name }),
    'identity.DeviceBlocked': (fact) => changeDevice(fact, { blocked: true }),
    'identity.DeviceUnblocked': (fact) => changeDevice(fact, { blocked: false }),
    'identity.SubjectErased': ({ data, position }) => [put(forgotten, { accountId: data.accountId, position })],
  },
});
