/**
 * The records that a fresh server has before anybody writes: users, settings and the registrations of the system
 * projections. The first one is hidden, so that no visible record sits at position 0.
 */
import { randomUUID } from 'node:crypto';
import type { Writer } from '../streams/writer.ts';
import { NO_STREAM } from './revision.ts';

const PROJECTIONS = ['$streams', '$stream_by_category', '$by_category', '$by_event_type', '$by_correlation_id'];

/** Writes the boot records into an empty log. */
export async function writeBootRecords(writer: Writer): Promise<void> {
  const write = async (stream: string, type: string, ...values: unknown[]): Promise<unknown> =>
    writer.append(
      stream,
      NO_STREAM,
      values.map((value) => ({
        id: randomUUID(),
        type,
        json: typeof value !== 'string',
        metadata: new Uint8Array(),
        data: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
      })),
    );
  await Promise.all([
    write('$epoch-information', '$epoch-information', { epochNumber: 0, epochPosition: 0 }),
    write('$$$projections-$all', '$metadata', { $acl: { $r: '$admins', $w: '$admins' } }),
    write('$projections-$all', '$ProjectionsInitialized', {}),
    writer.append(
      '$projections-$all',
      0,
      PROJECTIONS.map((name) => ({
        id: randomUUID(),
        type: '$ProjectionCreated',
        json: false,
        metadata: new Uint8Array(),
        data: Buffer.from(name),
      })),
    ),
    write('$$$settings', '$metadata', { $acl: { $r: '$admins', $w: '$admins' } }),
    write('$settings', '$settings', {
      $userStreamAcl: { $r: '$all', $w: '$all', $d: '$all', $mr: '$all', $mw: '$all' },
      $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
    }),
    write('$user-admin', '$UserCreated', {
      loginName: 'admin',
      fullName: 'Event Store Administrator',
      disabled: false,
      groups: ['$admins'],
    }),
    write('$user-ops', '$UserCreated', {
      loginName: 'ops',
      fullName: 'Event Store Operations',
      disabled: false,
      groups: ['$ops'],
    }),
    write('$users', '$User', 'admin', 'ops'),
  ]);
}
