import { profileNow, type ProfileNow } from '../../commands/identity/profile-now.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { showTitle } from '../catalog/title.view.ts';
import { refuse, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { unlessBusy } from '../identity/account-password.ts';
import { audienceOf } from '../identity/live-profiles.ts';
import { isPassword } from '../identity/passwords.ts';
import { pinAttempts } from '../identity/pin-attempts.ts';

/** For so long a PIN counts for further films of the same profile on the same device, ms. */
const COUNTS_MS = 15 * 60_000;

const no = (code: string, message: string): Refusal => refuse('CommandRefused', code, message, 'pin').refusal;

/** How a start goes on where a film is above the cap of whoever watches. */
export type ByPin =
  | { readonly kind: 'as-it-is'; readonly canGivePin: boolean }
  | { readonly kind: 'opened'; readonly context: RequestContext }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Whoever asks, as somebody grown up let them: without a limit of age. */
export const letIn = (context: RequestContext): RequestContext => ({
  ...context,
  caller: { ...context.caller, audience: undefined },
});

/**
 * Lets a profile with a cap, never a kids' one, watch a film above it by the PIN of a profile of the household that sees everything: one
 * that comes with the start, or that was given on this device in the last quarter of an hour.
 */
export async function byPin(
  context: RequestContext,
  row: Promise<TitleRow | undefined>,
  pin: string | null,
): Promise<ByPin> {
  const { caller, ports, address } = context;
  const { account, audience } = caller;
  const asItIs = { kind: 'as-it-is', canGivePin: false } as const;
  if (caller.kind !== 'viewer' || account?.profileId === undefined || audience?.kids !== false) return asItIs;
  const title = await row;
  // What nobody is shown is asked for by no PIN.
  if ((title?.age ?? 0) <= audience.maturityCap || showTitle(letIn(context), title) === undefined) return asItIs;
  const given = givenPins(context, `${account.signInId}/${account.profileId}`);
  if (await given.holds()) return { kind: 'opened', context: letIn(context) };
  const rows = (await ports.queries.profiles.ofAccount(account.accountId)).filter(
    (row) => row.pinHash !== null && audienceOf(row) === undefined,
  );
  if (rows.length === 0) return asItIs;
  if (pin === null || pin === '') return { kind: 'as-it-is', canGivePin: true };
  const attempts = pinAttempts(ports);
  // Of the household as a whole: who has a PIN there has one try at all of them.
  const until = await attempts.begin(`grown-ups/${account.accountId}`);
  if (until !== undefined) {
    const minutes = Math.max(1, Math.ceil((until - ports.now()) / 60_000));
    return {
      kind: 'refused',
      refusal: no('profile.pin-locked', `The PIN was wrong too often. Try again in ${minutes} min.`),
    };
  }
  const grownUps = (await Promise.all(rows.map(({ profileId }) => profileNow(ports.log, profileId)))).filter(
    (now): now is ProfileNow =>
      now !== undefined && now.accountId === account.accountId && audienceOf(now) === undefined,
  );
  for (const { pinHash } of grownUps) {
    if (pinHash === null) continue;
    const [hash] = await ports.vault.open('pin', [pinHash]);
    const right = await unlessBusy(() => isPassword(hash, pin, address));
    if (typeof right === 'object') return { kind: 'refused', refusal: right };
    if (!right) continue;
    await attempts.forget(`grown-ups/${account.accountId}`);
    await given.remember();
    return { kind: 'opened', context: letIn(context) };
  }
  return { kind: 'refused', refusal: no('profile.pin-wrong', 'This is not the PIN of anybody grown up here.') };
}

/** When a PIN was given last, in the counters that gateways share; while they are away it is asked for with each film. */
function givenPins({ ports }: Pick<RequestContext, 'ports'>, who: string) {
  const add = async (delta: number): Promise<number | undefined> =>
    (await ports.counters.addMany([[`pin-given:${who}`, delta]], COUNTS_MS))?.[0];
  return {
    holds: async (): Promise<boolean> => {
      const at = await add(0);
      return at !== undefined && at > 0 && ports.now() - at < COUNTS_MS;
    },
    remember: async (): Promise<void> => {
      const before = await add(0);
      if (before !== undefined) await add(ports.now() - before);
    },
  };
}
