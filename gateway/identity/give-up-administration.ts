import { accountNow } from '../../commands/identity/account-now.ts';
import { GiveUpAdministration } from '../../schemas/identity/administration.commands.ts';
import type { AdministrationGivenUp } from '../../schemas/identity/administration.events.ts';
import { administrationId } from '../../schemas/identity/ids.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { runCommand, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { GatewayPorts } from '../ports.ts';

/** Of so many one stays, even if others give it up at this moment. */
const MOST_OTHERS = 20;

/**
 * Makes sure that another administrator is there, before somebody loses the role: by taking it from them, or as they ask to be forgotten.
 * @returns what the command that takes the role has to name; `term` is undefined for whoever is no administrator
 */
export async function giveUpAdministration(
  context: RequestContext,
  given: {
    /** Of the request: a UUID. */
    readonly commandId: string;
    readonly accountId: string;
    readonly reason: EventOf<typeof AdministrationGivenUp>['data']['reason'];
    readonly actor?: ActingActor;
  },
): Promise<{ readonly term: string | undefined } | Refusal> {
  const { commandId, accountId, reason, actor } = given;
  const { ports } = context;
  const term = (await accountNow(ports.log, accountId))?.administrator;
  if (term === undefined) return { term };
  const answer = await runCommand(context, {
    commandId: uuid5(commandId, 'give-up-administration'),
    definition: GiveUpAdministration,
    streamId: administrationId,
    data: { administrationId, accountId, term, reason, others: await othersThan(ports, accountId) },
    ...(actor === undefined ? {} : { actor }),
  });
  return answer.done ? { term } : answer.refusal;
}

/** Other administrators who have proved their address, by their own streams: the list may be late and name fewer, which only refuses. */
async function othersThan({ log, queries }: Pick<GatewayPorts, 'log' | 'queries'>, accountId: string) {
  const others: { readonly accountId: string; readonly term: string }[] = [];
  let after: string | undefined;
  do {
    const page = await queries.accounts.all({ first: 50, after, staff: true });
    const admins = page.rows.filter(({ row }) => row.accountId !== accountId && row.roles.includes('admin'));
    for (const account of await Promise.all(admins.map(({ row }) => accountNow(log, row.accountId))))
      if (account?.verified === true && account.status === 'active' && account.administrator !== undefined)
        others.push({ accountId: account.accountId, term: account.administrator });
    after = page.hasNextPage ? page.rows.at(-1)?.cursor : undefined;
  } while (after !== undefined && others.length < MOST_OTHERS);
  return others.slice(0, MOST_OTHERS);
}
