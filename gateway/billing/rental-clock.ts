import { decidePlayback } from '../../domain/playback/playback-decision.ts';
import type { PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { GrantRow } from '../../projections/billing/grants.rows.ts';
import { StartRentalClock } from '../../schemas/billing/purchase.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { runCommand } from '../graphql/command.ts';
import type { Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountActor } from '../http/identity.ts';

type Start = Omit<PlaybackInputs, 'grants'> & { readonly grants: readonly GrantRow[] };

/** The rental that a start opens the film by, if nothing else does and its hours do not count yet. */
function rentalToBegin({ grants, ...inputs }: Start): GrantRow | undefined {
  const titleId = inputs.title?.titleId;
  const rental = grants.find((each) => each.kind === 'rental' && each.titleId === titleId && each.status === 'waiting');
  if (rental === undefined) return undefined;
  const others = grants.filter((each) => each !== rental);
  return decidePlayback({ ...inputs, grants: others }).kind === 'play' ? undefined : rental;
}

/**
 * Lets the hours of a rental count from this start on, before anybody is told where the film is: no player can watch without, whatever
 * it reports. Whoever has the film by a plan or for good keeps the rental's hours.
 * @returns why the film is not to be started
 */
export async function beginRental(
  context: RequestContext,
  inputs: Start,
  sessionId: string,
): Promise<Refusal | undefined> {
  const { account, profileId } = context.caller;
  const rental = account === undefined || context.caller.kind === 'staff' ? undefined : rentalToBegin(inputs);
  if (rental === undefined || account === undefined) return undefined;
  const answer = await runCommand(context, {
    commandId: uuid5(sessionId, 'rental-clock'),
    definition: StartRentalClock,
    streamId: rental.refId,
    data: { purchaseId: rental.refId, sessionId, startedAt: new Date(context.ports.now()).toISOString() },
    actor: accountActor(account, profileId),
  });
  return answer.done ? undefined : answer.refusal;
}
