import type { RecordedEvent } from '../../ports/event-log.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import type { AssetRow } from '../../projections/media/assets.rows.ts';
import type { ProgressRow } from '../../projections/playback/progress.rows.ts';
import { loadEvents } from '../audit/event-data.ts';
import type { Caller } from '../http/identity.ts';
import type { GatewayPorts } from '../ports.ts';
import { createBatch } from './batch.ts';

/** Rows by id, one statement per kind and turn of the event loop. */
export interface Loaders {
  readonly title: (titleId: string) => Promise<TitleRow | undefined>;
  readonly asset: (assetId: string) => Promise<AssetRow | undefined>;
  readonly progress: (titleId: string) => Promise<ProgressRow | undefined>;
  /** By `{revision}@{stream}`. */
  readonly event: (place: string) => Promise<RecordedEvent | undefined>;
}

/** What a resolver knows besides its arguments. */
export interface GatewayContext {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly ports: GatewayPorts;
  readonly load: Loaders;
  /** Tells the caller whether the read models had seen what they asked for (header `x-reprise-satisfied`). */
  readonly tellSatisfied: (satisfied: boolean) => void;
}

/** Makes the context of one operation (or of one subscription). */
export function createContext(
  ports: GatewayPorts,
  request: Pick<GatewayContext, 'caller' | 'correlationId' | 'tellSatisfied'>,
): GatewayContext {
  const { queries } = ports;
  return {
    ...request,
    ports,
    load: {
      title: createBatch((ids: readonly string[]) => queries.titles.byIds(ids)),
      asset: createBatch((ids: readonly string[]) => queries.assets.byIds(ids)),
      progress: createBatch((ids: readonly string[]) => queries.progress.forTitles(request.caller.profileId, ids)),
      event: createBatch((places: readonly string[]) => loadEvents(ports.log, places)),
    },
  };
}

/** Whether the caller may see what operators see. */
export const isOperator = (context: GatewayContext): boolean => context.caller.kind === 'operator';
