import { consentsNow } from '../../commands/identity/consent-now.ts';
import { GiveConsent, WithdrawConsent } from '../../schemas/identity/consent.commands.ts';
import type { ConsentPurpose, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { runCommand } from '../graphql/command.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import type { GatewayPorts } from '../ports.ts';
import { SIGNED_OUT } from './account-password.ts';

/** What is asked, and the version of the sentence: another sentence is another question. Offered is only what something depends on. */
const OFFERED = {
  ANALYTICS: {
    purpose: 'analytics',
    textVersion: '1',
    text: 'Reprise may keep how your films play: bit rates, stalls, how long the first picture takes and dropped frames. It serves to find faults. Without it only the place where you stopped is kept.',
  },
} as const satisfies Readonly<Record<ConsentPurpose, object>>;

async function show({ log }: Pick<GatewayPorts, 'log'>, accountId: string, name: ConsentPurpose) {
  const { purpose, text } = OFFERED[name];
  const decisions = (await consentsNow(log, accountId)).filter((decision) => decision.purpose === purpose);
  const last = decisions.at(-1);
  return {
    purpose: name,
    given: last?.given ?? false,
    since: last?.decidedAt ?? null,
    text,
    history: decisions.toReversed().map(({ given, decidedAt: at }) => ({ given, at })),
  };
}

/** What people agree to. */
export const consentResolvers: ResolverModule = {
  Query: {
    myConsents: {
      reads: [],
      async resolve(_parent, _args, { caller, ports }) {
        const { account } = caller;
        if (account === undefined) return [];
        const names = Object.keys(OFFERED) as ConsentPurpose[];
        return Promise.all(names.map((name) => show(ports, account.accountId, name)));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'myConsents'>,
  Mutation: {
    async setConsent(_parent, { commandId, purpose: name, given }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      const { accountId } = account;
      const { purpose, textVersion } = OFFERED[name];
      const answer = await runCommand(context, {
        commandId,
        definition: given ? GiveConsent : WithdrawConsent,
        streamId: accountId,
        data: { accountId, purpose, textVersion },
        actor: accountActor(account, profileId),
      });
      if (!answer.done) return answer.refusal;
      const consent = await show(context.ports, accountId, name);
      return { __typename: 'ConsentSaved' as const, consent, token: answer.token };
    },
  } satisfies MutationFields<MutationResolvers, 'setConsent'>,
};
