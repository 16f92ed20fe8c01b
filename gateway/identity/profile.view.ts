import type { ProfileRow } from '../../projections/identity/profiles.rows.ts';
import type { Avatar } from '../../schemas/identity/profile.events.ts';
import type { RequestContext } from '../graphql/context.ts';

/** A profile as its household sees it. */
export interface ProfileView {
  readonly id: string;
  readonly name: string;
  readonly avatar: Uppercase<Avatar>;
  readonly kids: boolean;
  readonly maturityCap: number;
  readonly language: string;
  readonly autoplay: boolean;
  readonly audioLanguage: string | null;
  readonly subtitles: string;
  readonly hasPin: boolean;
  readonly current: boolean;
}

/** Shows profiles of the caller's own account. Of somebody who was forgotten nothing is left to show. */
export async function showProfiles(
  { ports, caller }: RequestContext,
  rows: readonly Omit<ProfileRow, 'deleted'>[],
): Promise<readonly ProfileView[]> {
  const names = await ports.vault.open(
    'name',
    rows.map((row) => row.name),
  );
  return rows.flatMap((row, index) => {
    const name = names[index];
    if (name === undefined) return [];
    const { profileId: id, avatar, pinHash, kids, maturityCap, language, autoplay, audioLanguage, subtitles } = row;
    const hasPin = pinHash !== null;
    const current = caller.account?.profileId === id;
    // The names are those of the event's schema.
    return [
      {
        id,
        name,
        avatar: avatar.toUpperCase() as Uppercase<Avatar>,
        kids,
        maturityCap,
        language,
        autoplay,
        audioLanguage,
        subtitles,
        hasPin,
        current,
      },
    ];
  });
}
