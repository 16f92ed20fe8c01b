import type { exportCommands } from '../../schemas/identity/export.commands.ts';
import type { exportEvents } from '../../schemas/identity/export.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type ExportEvent = EventOf<(typeof exportEvents)[number]>;
export type ExportCommand = CommandOf<(typeof exportCommands)[number]>;

export type ExportState =
  | { readonly status: 'none' }
  | {
      readonly status: 'making' | 'ready' | 'failed' | 'deleted';
      readonly accountId: string;
      /** Sealed. */
      readonly email: string;
      readonly locale: string;
      /** In which it is kept; 0 unless it is ready. */
      readonly parts: number;
      /** Bytes. */
      readonly size: number;
      /** When it ends, once it was made. */
      readonly expiresAt?: string;
    };
type Known = Exclude<ExportState, { readonly status: 'none' }>;

const change =
  <D>(step: (state: Known, data: D) => Known) =>
  (state: ExportState, data: D): ExportState =>
    state.status === 'none' ? state : step(state, data);

/** A rule for an export of the account that asks; one of another account is as if it did not exist. */
const ofOwn =
  <D extends { readonly accountId: string }>(rule: (state: Known, data: D) => Decision<ExportEvent, Rejection>) =>
  (state: ExportState, data: D): Decision<ExportEvent, Rejection> =>
    state.status !== 'none' && state.accountId === data.accountId
      ? rule(state, data)
      : refuse('export.unknown', 'There is no such copy of your data.');

/** A copy of everything about somebody: asked for, made by a job, kept for some days, deleted. */
export const exportDecider: Decider<ExportState, ExportCommand, ExportEvent> = {
  category: 'export',
  initial: { status: 'none' },
  evolve: evolveBy<ExportState, ExportEvent>({
    'identity.ExportRequested': (_, { accountId, email, locale }) => ({
      status: 'making',
      accountId,
      email,
      locale,
      parts: 0,
      size: 0,
    }),
    'identity.ExportReady': change((state, { parts, size, expiresAt }) => ({
      ...state,
      status: 'ready',
      parts,
      size,
      expiresAt,
    })),
    'identity.ExportFailed': change((state) => ({ ...state, status: 'failed' })),
    'identity.ExportDeleted': change((state) => ({ ...state, status: 'deleted', parts: 0 })),
  }),
  decide: decideBy<ExportState, ExportCommand, ExportEvent, Rejection>({
    RequestExport: (state, data) =>
      state.status === 'none'
        ? accepted<ExportEvent>({ type: 'identity.ExportRequested', data })
        : refuse('export.exists', 'This copy was asked for before; choose a new id.'),
    RecordExport: ofOwn((state, data) => {
      if (state.status === 'ready') return accepted();
      if (state.status !== 'making') return refuse('export.over', 'Nobody waits for this copy any more.');
      const { email, locale } = state;
      return accepted<ExportEvent>({ type: 'identity.ExportReady', data: { ...data, email, locale } });
    }),
    FailExport: ofOwn((state, data) =>
      state.status === 'making' ? accepted<ExportEvent>({ type: 'identity.ExportFailed', data }) : accepted(),
    ),
    DeleteExport: ofOwn((state, data) =>
      state.status === 'deleted' ? accepted() : accepted<ExportEvent>({ type: 'identity.ExportDeleted', data }),
    ),
  }),
};
