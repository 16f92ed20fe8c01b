import { refuse } from '../graphql/command.ts';
import type { Resolve, ResolverModule } from '../graphql/resolver.ts';

const KIDS = refuse(
  'NotAllowed',
  'money.kids-profile',
  'Ask somebody grown up to do this with their profile: it is about money.',
).refusal;

/** The same mutations, for everybody but kids' profiles: the cards of an account are not theirs to pay with. */
export function forGrownUps(module: ResolverModule): ResolverModule {
  const guarded = Object.entries(module.Mutation ?? {}).map(([name, resolve]): [string, Resolve] => [
    name,
    (parent, args, context) => (context.caller.audience?.kids === true ? KIDS : resolve(parent, args, context)),
  ]);
  return { ...module, Mutation: Object.fromEntries(guarded) };
}
