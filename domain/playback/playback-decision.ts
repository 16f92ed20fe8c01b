import type { Audience } from '../../schemas/identity/audience.ts';

/** What is asked before anybody is shown or played anything. Later rules (rights, entitlements) add inputs here. */
export interface PlaybackInputs {
  /** Who asks: staff see and play titles in every state, viewers what is published. */
  readonly caller: 'viewer' | 'staff';
  /** What limits which films a viewer sees; undefined: nothing does. Staff are not limited. */
  readonly audience: Audience | undefined;
  /**
   * The title as it is now; undefined: there is none. `packageId` is null until a package is ready, `age` (in years) until
   * somebody has rated it.
   */
  readonly title:
    | {
        readonly status: 'draft' | 'published' | 'unpublished';
        readonly packageId: string | null;
        readonly age: number | null;
      }
    | undefined;
}

/**
 * What the caller may do with a title. `play`: see and play it. `not-ready`: see it; there is nothing to play yet.
 * `taken-down`: it was shown once and is not any more; whoever has an address of it is told so, nobody else of the title.
 * `hidden`: not even know that it exists.
 */
export type PlaybackDecision =
  | { readonly kind: 'play'; readonly packageId: string }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'taken-down' }
  | { readonly kind: 'hidden' };

/** The one answer to "may they see it, may they play it": every list, page, picture and segment asks here. */
export function decidePlayback({ caller, audience, title }: PlaybackInputs): PlaybackDecision {
  if (caller === 'viewer') {
    if (title === undefined || !isSuitable(audience, title.age)) return { kind: 'hidden' };
    if (title.status !== 'published') return { kind: title.status === 'unpublished' ? 'taken-down' : 'hidden' };
  }
  const packageId = title?.packageId ?? null;
  return packageId === null ? { kind: 'not-ready' } : { kind: 'play', packageId };
}

/** Whether the caller may know of the title at all. */
export function maySee(inputs: PlaybackInputs): boolean {
  const { kind } = decidePlayback(inputs);
  return kind === 'play' || kind === 'not-ready';
}

/** Whether a title of this age is for them. What nobody has rated is not for kids. Lists that page ask the same in their query. */
const isSuitable = (audience: Audience | undefined, age: number | null): boolean =>
  audience === undefined || (age === null ? !audience.kids : age <= audience.maturityCap);
