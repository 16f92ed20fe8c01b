import type { RequestContext } from '../graphql/context.ts';
import { currentSession } from './sign-in-sessions.ts';
import { keepTokens } from './sign-in.view.ts';

/** After the first second factor: the browser gets a token with the roles that waited for it, so that they hold at once. */
export async function holdRolesNow(context: RequestContext): Promise<void> {
  const { ports, caller } = context;
  if (ports.staffSecondFactor !== 'required' || caller.account === undefined || caller.account.roles.length > 0) return;
  const session = await currentSession(ports, caller.account.signInId);
  if (session !== undefined && session.account.roles.length > 0) keepTokens(context, session.tokens);
}
