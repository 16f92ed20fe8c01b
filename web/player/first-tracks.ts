/** Which sound and subtitles a film begins with for whoever watches. */
export interface TrackPreferences {
  /** BCP 47; null: the original. */
  readonly audioLanguage: string | null;
  /** `off`, `forced`, or BCP 47. */
  readonly subtitles: string;
}

interface TextTrack {
  readonly language: string;
  readonly forced: boolean;
}

/** What of the preferences the engine chooses by itself: the sound. A film without that language plays its original. */
export const soundPreference = ({ audioLanguage }: TrackPreferences): readonly { readonly language: string }[] =>
  audioLanguage === null ? [] : [{ language: audioLanguage }];

/**
 * The subtitles to begin with; undefined: none. Forced ones are for whoever hears the sound: those of its language. An exact
 * match goes before one of another region.
 * @param soundLanguage of the sound that plays, BCP 47
 */
export function firstText<T extends TextTrack>(
  tracks: readonly T[],
  { subtitles }: TrackPreferences,
  soundLanguage: string,
): T | undefined {
  if (subtitles === 'off') return undefined;
  const isForced = subtitles === 'forced';
  const wanted = isForced ? soundLanguage : subtitles;
  const fitting = tracks.filter(({ forced }) => forced === isForced);
  return (
    fitting.find(({ language }) => language === wanted) ??
    fitting.find(({ language }) => mainLanguage(language) === mainLanguage(wanted))
  );
}

const mainLanguage = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';
