/** What is asked before anybody is shown or played anything. Later rules (rights, entitlements, ages) add inputs here. */
export interface PlaybackInputs {
  /** Who asks: staff see titles in every state, viewers what is published. */
  readonly caller: 'viewer' | 'staff';
  /** The title as it is now; undefined: there is none. `packageId` is null until a package is ready. */
  readonly title:
    | { readonly status: 'draft' | 'published' | 'unpublished'; readonly packageId: string | null }
    | undefined;
}

/**
 * What the caller may do with a title. `play`: see and play it. `not-ready`: see it; there is nothing to play yet.
 * `not-published`: see it, because they work here; nobody plays it. `hidden`: not even know that it exists.
 */
export type PlaybackDecision =
  | { readonly kind: 'play'; readonly packageId: string }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'not-published' }
  | { readonly kind: 'hidden' };

/** The one answer to "may they see it, may they play it": every list, page, picture and segment asks here. */
export function decidePlayback({ caller, title }: PlaybackInputs): PlaybackDecision {
  if (title?.status !== 'published') return { kind: caller === 'staff' ? 'not-published' : 'hidden' };
  return title.packageId === null ? { kind: 'not-ready' } : { kind: 'play', packageId: title.packageId };
}

/** Whether the caller may know of the title at all. */
export const maySee = (inputs: PlaybackInputs): boolean => decidePlayback(inputs).kind !== 'hidden';
