/** What a key asks of the player. Amounts are seconds, or fractions of the volume or the film. */
export type KeyAction =
  | {
      readonly kind:
        | 'toggle-play'
        | 'toggle-mute'
        | 'toggle-fullscreen'
        | 'toggle-picture'
        | 'toggle-stats'
        | 'toggle-help'
        | 'slower'
        | 'faster'
        | 'close';
    }
  | { readonly kind: 'skip'; readonly seconds: number }
  | { readonly kind: 'volume'; readonly by: number }
  | { readonly kind: 'jump'; readonly fraction: number };

const actions: Readonly<Record<string, KeyAction>> = {
  ' ': { kind: 'toggle-play' },
  k: { kind: 'toggle-play' },
  arrowleft: { kind: 'skip', seconds: -10 },
  j: { kind: 'skip', seconds: -10 },
  arrowright: { kind: 'skip', seconds: 10 },
  l: { kind: 'skip', seconds: 10 },
  arrowup: { kind: 'volume', by: 0.05 },
  arrowdown: { kind: 'volume', by: -0.05 },
  m: { kind: 'toggle-mute' },
  f: { kind: 'toggle-fullscreen' },
  p: { kind: 'toggle-picture' },
  i: { kind: 'toggle-stats' },
  '<': { kind: 'slower' },
  '>': { kind: 'faster' },
  home: { kind: 'jump', fraction: 0 },
  end: { kind: 'jump', fraction: 1 },
  '?': { kind: 'toggle-help' },
  escape: { kind: 'close' },
};

/** The action behind a key press, or null. Keys with Ctrl, Alt or ⌘ belong to the browser. */
export function actionOf(press: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  if (/^[0-9]$/.test(press.key)) return { kind: 'jump', fraction: Number(press.key) / 10 };
  const key = press.key.toLowerCase();
  return Object.hasOwn(actions, key) ? (actions[key] ?? null) : null;
}

/** The map that `?` shows. */
export const keyMap: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Space', 'K'], 'Play or pause'],
  [['←', 'J'], 'Back 10 seconds'],
  [['→', 'L'], 'On 10 seconds'],
  [['↑', '↓'], 'Louder, quieter'],
  [['M'], 'Sound off or on'],
  [['F'], 'Full screen'],
  [['P'], 'Picture in picture'],
  [['<', '>'], 'Slower, faster'],
  [['0', '…', '9'], 'Jump to a tenth of the film'],
  [['I'], 'Technical details'],
  [['?'], 'These keys'],
];
