import type { EncodingPlan } from '../../schemas/media/ladder.ts';

export const HLS_MASTER = 'master.m3u8';
export const DASH_MANIFEST = 'manifest.mpd';

/** Rungs whose shorter side is below it go with the small audio group, where there is one. */
const SMALL_SIDE = 432;

/** The audio group of a video rung, as the ladder means it. */
export const audioGroupOf = (plan: EncodingPlan, track: string): string | undefined => {
  const rung = plan.video.find(({ name }) => name === track);
  const groups = plan.audio.toSorted((a, b) => a.bitrateKbps - b.bitrateKbps);
  return (rung !== undefined && Math.min(rung.width, rung.height) < SMALL_SIDE ? groups.at(0) : groups.at(-1))?.name;
};

/**
 * Arguments of Shaka Packager: one set of CMAF segments for HLS and DASH. Inputs are `in/{name}.mp4`; run it in the
 * attempt's directory, it writes below `out/`. It stops at a language that it does not know: leave them out then.
 * Golden in tests.
 */
export const packageArgs = (plan: EncodingPlan, { withLanguages }: { withLanguages: boolean }): string[] => {
  const seconds = String(plan.segmentMs / 1000);
  return [
    ...plan.video.map(({ name }) => descriptor(name, 'video', { iframe_playlist_name: `${name}/iframes.m3u8` })),
    ...plan.audio.map(({ name, language }) =>
      descriptor(name, 'audio', {
        hls_group_id: name,
        hls_name: languageName(language),
        ...(withLanguages && language !== 'und' ? { language } : {}),
      }),
    ),
    '--segment_duration',
    seconds,
    '--fragment_duration',
    seconds,
    '--hls_master_playlist_output',
    `out/${HLS_MASTER}`,
    '--hls_playlist_type',
    'VOD',
    '--mpd_output',
    `out/${DASH_MANIFEST}`,
    '--generate_static_live_mpd',
    '--quiet',
  ];
};

/** What a player's menu shows. */
const languageName = (language: string): string => {
  if (language === 'und') return 'Original';
  return (new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language) ?? language).replace(
    /[^\p{L}\p{N} ]/gu,
    ' ',
  );
};

const descriptor = (name: string, stream: 'video' | 'audio', more: Readonly<Record<string, string>>): string =>
  Object.entries({
    in: `in/${name}.mp4`,
    stream,
    init_segment: `out/${name}/init.mp4`,
    segment_template: `out/${name}/$Number$.m4s`,
    playlist_name: `${name}/index.m3u8`,
    ...more,
  })
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
