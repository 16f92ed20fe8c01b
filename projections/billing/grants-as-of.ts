import type { RecordedEvent } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import type { AnyTable, Row } from '../db/table.ts';
import { decodeEntry, typeFilterOf } from '../runtime/language.ts';
import type { Projection } from '../runtime/projection.ts';
import { grants, grantsProjection, planFeatures, type StoredGrant } from './grants.projection.ts';
import type { GrantRow } from './grants.rows.ts';

const projected: Projection = grantsProjection;

/** The rows that the read model `grants` makes of these events, by table. */
function fold(events: Iterable<RecordedEvent>): (table: AnyTable, key: string) => Row | undefined {
  const rows = new Map<string, Row>();
  const { accepts } = typeFilterOf(projected, language);
  for (const recorded of events) {
    if (!accepts(recorded.type)) continue;
    for (const { table, key, apply } of projected.editsOf(decodeEntry(language, recorded))) {
      const at = `${table.name}/${key.join()}`;
      const next = apply(rows.get(at));
      if (next !== undefined) rows.set(at, next);
    }
  }
  return (table, key) => rows.get(`${table.name}/${key}`);
}

/**
 * What an account had a right to by one subscription or purchase, as the read model had it: made of its events and, where it is a
 * plan's, of those of the plan. Undefined: these events give none.
 */
export function grantAsOf(
  grantId: string,
  own: readonly RecordedEvent[],
  plansEvents: (planId: string) => readonly RecordedEvent[],
): GrantRow | undefined {
  const row = fold(own)(grants, grantId) as StoredGrant | undefined;
  if (row === undefined) return undefined;
  const {
    canceling,
    position,
    status,
    planId,
    paidUntil: _paid,
    renewing: _renewing,
    nextPlanId: _next,
    ...rest
  } = row;
  const plan = planId === null ? undefined : fold(plansEvents(planId))(planFeatures, planId);
  const of = plan as { readonly features: NonNullable<GrantRow['features']>; readonly position: bigint } | undefined;
  return {
    ...rest,
    features: of?.features ?? null,
    status: canceling ? 'canceling' : status,
    revision: of !== undefined && of.position > position ? of.position : position,
  };
}

/** The plan that a subscription is one of by these events; undefined: none. */
export const planOf = (grantId: string, own: readonly RecordedEvent[]): string | undefined =>
  (fold(own)(grants, grantId) as StoredGrant | undefined)?.planId ?? undefined;
