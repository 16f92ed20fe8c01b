import { accountNow } from '../../commands/identity/account-now.ts';
import { profileNow } from '../../commands/identity/profile-now.ts';
import { seeAsNow } from '../../commands/identity/see-as-now.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { BeginSeeAs, EndSeeAs } from '../../schemas/identity/see-as.commands.ts';
import type { LookKind, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { forgetSeeAs, maySeeAs, SEE_AS_MS, seeAsCookie } from './see-as.ts';
import { staffNow } from './staff-now.ts';
import { stepUp } from './step-up.ts';

const SHOWN_LOOKS = 50;
const KINDS = { page: 'PAGE', 'see-as': 'SEE_AS' } as const satisfies Readonly<Record<string, LookKind>>;

const NO_ACCOUNT = refuse(
  'NotAllowed',
  'see-as.no-account',
  'To see as a viewer does takes an account of your own; sign in with it.',
).refusal;
const UNKNOWN = refuse('NotFound', 'see-as.unknown', 'There is no such person, or no such profile of theirs.').refusal;
const MAY_MORE = refuse(
  'CommandRefused',
  'see-as.may-more',
  'This person may do more here than you may. Nobody sees as them but those who may as much.',
).refusal;
const OVER = refuse('CommandRefused', 'see-as.over', 'That ended. Begin again with another command id.').refusal;

/** Seeing as a viewer does, and what those who are looked at learn of it. */
export const seeAsResolvers: ResolverModule = {
  Query: {
    seeingAs: {
      reads: [],
      async resolve(_parent, _args, { caller, ports }) {
        const { seeAs } = caller;
        if (seeAs === undefined) return null;
        const { accountId, profileId } = seeAs;
        const until = new Date(seeAs.until).toISOString();
        if (accountId === undefined) return { email: null, profile: null, until };
        const [account, profile] = await Promise.all([
          accountNow(ports.log, accountId),
          profileId === undefined ? undefined : profileNow(ports.log, profileId),
        ]);
        const [[email], [name]] = await Promise.all([
          account === undefined ? [] : ports.vault.open('email', [account.email]),
          profile === undefined ? [] : ports.vault.open('name', [profile.name]),
        ]);
        return { email: email ?? null, profile: name ?? null, until };
      },
    },
    supportLooks: {
      reads: ['looks'],
      async resolve(_parent, _args, { caller, ports }) {
        if (caller.account === undefined) return [];
        const page = await ports.queries.looks.ofAccount(caller.account.accountId, { first: SHOWN_LOOKS });
        return page.rows.map(({ row: { what, at, until } }) => ({ what: KINDS[what], at, until }));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'seeingAs' | 'supportLooks'>,
  Mutation: {
    async beginSeeAs(_parent, { commandId, accountId, profileId = null, reason }, context) {
      const { caller, ports } = context;
      const own = caller.account;
      // By the operator token nobody knows whose look it was, also where somebody is signed in beside it.
      if (own === undefined || caller.actor.account !== own.accountId) return NO_ACCOUNT;
      const wrong = await stepUp(context);
      if (wrong !== undefined) return wrong;
      const [by, person, profile] = await Promise.all([
        accountNow(ports.log, own.accountId),
        isId(accountId) ? accountNow(ports.log, accountId) : undefined,
        profileId !== null && isId(profileId) ? profileNow(ports.log, profileId) : undefined,
      ]);
      if (by === undefined) return NO_ACCOUNT;
      if (person === undefined || person.status === 'erased') return UNKNOWN;
      if (profileId !== null && profile?.accountId !== accountId) return UNKNOWN;
      if (!maySeeAs(await staffNow(ports.log, by), await staffNow(ports.log, person))) return MAY_MORE;
      const seeAsId = uuid5(commandId, `see-as/${own.signInId}`);
      const answer = await runCommand(context, {
        commandId,
        definition: BeginSeeAs,
        streamId: seeAsId,
        data: { seeAsId, accountId, profileId, reason, until: new Date(ports.now() + SEE_AS_MS).toISOString() },
      });
      if (!answer.done) return answer.refusal;
      // Sent twice it goes on until when it would have ended.
      const state = await seeAsNow(ports.log, seeAsId);
      const until = Date.parse(state?.until ?? '');
      if (state?.status !== 'open' || until <= ports.now()) return OVER;
      context.setCookie(await seeAsCookie(ports, { seeAsId, signInId: own.signInId, until }));
      return { __typename: 'SeeAsBegan' as const, until: state.until, token: answer.token };
    },
    async endSeeAs(_parent, { commandId }, context) {
      const { seeAs } = context.caller;
      if (seeAs === undefined) {
        context.setCookie(forgetSeeAs(context.ports));
        return { __typename: 'SeeAsOver' as const, token: '0' };
      }
      const accountId = seeAs.accountId ?? (await seeAsNow(context.ports.log, seeAs.seeAsId))?.accountId;
      const answer = await runCommand(context, {
        commandId,
        definition: EndSeeAs,
        streamId: seeAs.seeAsId,
        data: { seeAsId: seeAs.seeAsId, accountId },
        actor: seeAs.by,
      });
      if (!answer.done) return answer.refusal;
      context.setCookie(forgetSeeAs(context.ports));
      return { __typename: 'SeeAsOver' as const, token: answer.token };
    },
  } satisfies MutationFields<MutationResolvers, 'beginSeeAs' | 'endSeeAs'>,
};
