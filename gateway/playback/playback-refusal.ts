import type { Denial, Explanation, PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { PlaybackDenial } from '../generated/resolvers.ts';
import { titleOffers } from '../billing/title-offers.ts';
import { planOffers } from '../billing/plan-offers.ts';
import type { RequestContext } from '../graphql/context.ts';

/** What a viewer is told when a film is not played, and what they can do about it. */
const MESSAGES: Readonly<Record<PlaybackDenial, string>> = {
  PLAN_REQUIRED: 'To watch this film takes a plan that it is in, or to rent or buy it.',
  PAYMENT_DUE: 'Your plan has this film in it, but its last payment did not work. Pay it, and the film plays at once.',
  RENTAL_EXPIRED: 'The time of your rental is over. Rent the film again to watch it.',
  OUTSIDE_WINDOW: 'This film is not shown at the moment.',
  TERRITORY: 'This film is not shown where you are.',
  LOCATION_UNVERIFIED:
    'This film is shown in some countries only, and we cannot tell where you are. Switch off a VPN or proxy, and try again.',
  ACCOUNT_SUSPENDED:
    'Your account plays no films at the moment. Ask support why. You can still sign in, see your invoices and pay, and take your data with you.',
  PIN_REQUIRED:
    'This film is above the age limit of this profile. Somebody grown up of your household can open it with their PIN.',
  DEVICE_BLOCKED: 'This device was blocked for your account. Unblock it on another one, under Account, Devices.',
  SIGNED_OUT: 'You are signed out on this device. Sign in, and start the film again.',
  TOO_MANY_STREAMS: 'Your account plays as many films at once as it may. Stop one of them to watch here.',
};

/** Reasons that a viewer is told of. What is not there and what is not for them stays hidden: they get `NotFound`. */
export const isTold = (denial: Denial): denial is Denial & PlaybackDenial => Object.hasOwn(MESSAGES, denial);

/** What it takes, where something has to be paid: not more ways than there are. */
function waysToHave(models: Explanation['models']): string {
  const [isInPlans, isSold] = [models.includes('SVOD'), models.some((model) => model === 'RENT' || model === 'BUY')];
  if (isInPlans === isSold) return MESSAGES.PLAN_REQUIRED;
  return isInPlans ? 'To watch this film takes a plan that it is in.' : 'To watch this film, rent or buy it.';
}

/** What can be paid for. */
const PAYABLE: ReadonlySet<PlaybackDenial> = new Set(['PLAN_REQUIRED', 'PAYMENT_DUE', 'RENTAL_EXPIRED']);

/** A refusal with its remedy, for whoever may know of the film. */
export async function showRefusal(
  context: RequestContext,
  { reason, allReasons, models, opensAt }: Explanation,
  title: PlaybackInputs['title'],
) {
  const told = allReasons.filter(isTold);
  const first = reason !== null && isTold(reason) ? reason : (told[0] ?? 'PLAN_REQUIRED');
  const isClosed = first === 'OUTSIDE_WINDOW' || first === 'TERRITORY' || first === 'LOCATION_UNVERIFIED';
  return {
    __typename: 'PlaybackRefused' as const,
    code: `playback.${first.toLowerCase().replaceAll('_', '-')}`,
    message: first === 'PLAN_REQUIRED' ? waysToHave(models) : MESSAGES[first],
    reason: first,
    allReasons: told,
    // When something opens that can be had already in another way is the business of whoever sells it.
    opensAt: isClosed && opensAt !== null ? new Date(opensAt).toISOString() : null,
    offers: PAYABLE.has(first)
      ? await offersOf(context, models.includes('SVOD') && first === 'PLAN_REQUIRED', title)
      : [],
    activeStreams: [],
    streamLimit: null,
  };
}

/** By what a film can be had: by itself first, that is the smaller step. */
export async function offersOf(context: RequestContext, isInPlans: boolean, title: PlaybackInputs['title']) {
  const [own, plans] = await Promise.all([
    title?.titleId === undefined ? [] : titleOffers(context, { ...title, titleId: title.titleId }),
    isInPlans ? planOffers(context, title) : [],
  ]);
  return [...own, ...plans];
}
