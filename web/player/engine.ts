import shaka from 'shaka-player/dist/shaka-player.compiled-es2021.js';
import { firstText, soundPreference, type TrackPreferences } from './first-tracks.ts';
import { isInterruption, isTakenDown, mayPlayOtherwise } from './playback-error.ts';

export interface Quality {
  /** Lines of the picture, or null: the engine chooses. */
  readonly height: number | null;
}

export interface EngineStats {
  readonly width: number;
  readonly height: number;
  readonly kbps: number;
  /** The highest on offer. */
  readonly topKbps: number;
  readonly throughputKbps: number;
  readonly droppedFrames: number;
  readonly decodedFrames: number;
  /** Loaded so far. */
  readonly bytes: number;
  /** BCP 47; null: none is shown. */
  readonly sound: string | null;
  readonly text: string | null;
  readonly codecs: string;
  readonly format: 'DASH' | 'HLS' | '–';
}

export interface Engine {
  /** Heights on offer, best first. */
  heights(): readonly number[];
  choose(quality: Quality): void;
  stats(): EngineStats;
  /** Goes on loading after it was refused. */
  retry(): void;
  destroy(): Promise<void>;
}

interface EngineOptions {
  readonly video: HTMLVideoElement;
  readonly dashUrl: string;
  readonly hlsUrl: string;
  /** `?format=hls` skips DASH. */
  readonly format: 'dash' | 'hls';
  readonly startSeconds: number;
  /** Of whoever watches; undefined: nobody said. */
  readonly preferences: TrackPreferences | undefined;
  readonly onError: (error: unknown) => void;
  readonly onBuffering: (buffering: boolean) => void;
  readonly onTracks: () => void;
  /** Makes an address of the film one that may be asked for now. */
  readonly freshen: (uri: string) => Promise<string>;
}

/** Loads a film into a video element: DASH first, HLS where DASH does not work. Throws what the engine throws when neither does. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  shaka.polyfill.installAll();
  if (!shaka.Player.isBrowserSupported()) throw new Error('This browser has no Media Source Extensions');
  const player = new shaka.Player();
  await player.attach(options.video);
  player.configure({
    streaming: {
      bufferingGoal: 30,
      rebufferingGoal: 1,
      bufferBehind: 30,
      retryParameters: { maxAttempts: 5, baseDelay: 500, backoffFactor: 2, timeout: 15_000 },
    },
    manifest: { retryParameters: { maxAttempts: 3, baseDelay: 500, backoffFactor: 2, timeout: 15_000 } },
    abr: { restrictToElementSize: false },
    ...(options.preferences === undefined ? {} : { preferredAudio: soundPreference(options.preferences) }),
  });
  player.addEventListener('error', (event: Event) => options.onError((event as Event & { detail: unknown }).detail));
  player.getNetworkingEngine()?.registerRequestFilter(async (_type, request) => {
    request.uris = await Promise.all(request.uris.map(options.freshen));
  });
  player.getNetworkingEngine()?.addEventListener('retry', (event: Event) => {
    const { error } = event as Event & { error: unknown };
    if (!isTakenDown(error)) return;
    event.preventDefault();
    options.onError(error);
  });
  player.addEventListener('buffering', (event: Event) =>
    options.onBuffering((event as Event & { buffering: boolean }).buffering),
  );
  for (const type of ['trackschanged', 'adaptation', 'variantchanged']) player.addEventListener(type, options.onTracks);

  const start = options.startSeconds > 0 ? options.startSeconds : null;
  try {
    await loadEither(player, options, start);
  } catch (error) {
    await player.destroy();
    throw error;
  }
  beginWith(player, options.preferences);
  return describePlayer(player);
}

/** Shows the subtitles that whoever watches prefers, where the film has them. */
function beginWith(player: shaka.Player, preferences: TrackPreferences | undefined): void {
  if (preferences === undefined) return;
  const sound = player.getVariantTracks().find(({ active }) => active)?.language ?? '';
  const text = firstText(player.getTextTracks(), preferences, sound);
  if (text !== undefined) player.selectTextTrack(text);
}

async function loadEither(player: shaka.Player, options: EngineOptions, start: number | null): Promise<void> {
  if (options.format === 'hls') return void (await player.load(options.hlsUrl, start));
  try {
    await player.load(options.dashUrl, start);
  } catch (error) {
    if (isInterruption(error) || !mayPlayOtherwise(error)) throw error;
    await player.load(options.hlsUrl, start);
  }
}

function describePlayer(player: shaka.Player): Engine {
  const heights = (): number[] => {
    const known = player
      .getVariantTracks()
      .map((track) => track.height ?? 0)
      .filter((height) => height > 0);
    return [...new Set(known)].toSorted((a, b) => b - a);
  };
  return {
    heights,
    choose: ({ height }) => {
      player.configure('abr.enabled', height === null);
      if (height === null) return;
      const [best] = player
        .getVariantTracks()
        .filter((track) => track.height === height)
        .toSorted((a, b) => b.bandwidth - a.bandwidth);
      if (best !== undefined) player.selectVariantTrack(best, true, 2);
    },
    stats: () => {
      const stats = player.getStats();
      const variants = player.getVariantTracks();
      return {
        width: finite(stats.width),
        height: finite(stats.height),
        kbps: finite(stats.streamBandwidth / 1000),
        topKbps: finite(Math.max(0, ...variants.map(({ bandwidth }) => bandwidth)) / 1000),
        bytes: finite(stats.bytesDownloaded ?? 0),
        sound: variants.find(({ active }) => active)?.language || null,
        text: player.getTextTracks().find(({ active }) => active)?.language || null,
        throughputKbps: finite(stats.estimatedBandwidth / 1000),
        droppedFrames: finite(stats.droppedFrames),
        decodedFrames: finite(stats.decodedFrames),
        codecs: stats.currentCodecs || '–',
        format: player.getManifestType() === 'HLS' ? 'HLS' : player.getManifestType() === 'DASH' ? 'DASH' : '–',
      };
    },
    retry: () => void player.retryStreaming(),
    destroy: async () => {
      await player.destroy();
    },
  };
}

const finite = (value: number): number => (Number.isFinite(value) && value > 0 ? Math.round(value) : 0);
