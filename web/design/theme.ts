import { useCallback, useSyncExternalStore } from 'react';

export type Theme = 'dark' | 'light';
/** The viewer is a dark cinema by default; the studio follows the system. Each remembers its own choice. */
export type Door = 'viewer' | 'studio';

const listeners = new Set<() => void>();
const key = (door: Door): string => `reprise.theme.${door}`;

function stored(door: Door): Theme | null {
  try {
    const value = localStorage.getItem(key(door));
    return value === 'dark' || value === 'light' ? value : null;
  } catch {
    return null;
  }
}

const system = (): MediaQueryList => matchMedia('(prefers-color-scheme: light)');

/** What this door shows now. */
export const themeOf = (door: Door): Theme =>
  stored(door) ?? (door === 'studio' && system().matches ? 'light' : 'dark');

/** Puts a door's theme on the page; called when a door opens. */
export function applyTheme(door: Door): void {
  const theme = themeOf(door);
  document.documentElement.dataset['theme'] = theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', theme === 'dark' ? '#0e0c0a' : '#fbf9f6');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  system().addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system().removeEventListener('change', listener);
  };
}

/** The door's theme and a switch. */
export function useTheme(door: Door): readonly [Theme, () => void] {
  const theme = useSyncExternalStore(subscribe, () => themeOf(door));
  const toggle = useCallback(() => {
    try {
      localStorage.setItem(key(door), themeOf(door) === 'dark' ? 'light' : 'dark');
    } catch {
      // Without storage the choice cannot be kept.
    }
    applyTheme(door);
    for (const listener of listeners) listener();
  }, [door]);
  return [theme, toggle];
}
