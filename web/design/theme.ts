import { useCallback, useSyncExternalStore } from 'react';

export type Theme = 'dark' | 'light';
/** The viewer is a dark cinema by default; the studio follows the system. Each remembers its own choice. */
export type Area = 'viewer' | 'studio';

const listeners = new Set<() => void>();
const key = (area: Area): string => `reprise.theme.${area}`;

function stored(area: Area): Theme | null {
  try {
    const value = localStorage.getItem(key(area));
    return value === 'dark' || value === 'light' ? value : null;
  } catch {
    return null;
  }
}

const system = (): MediaQueryList => matchMedia('(prefers-color-scheme: light)');

/** What this area shows now. */
export const themeOf = (area: Area): Theme =>
  stored(area) ?? (area === 'studio' && system().matches ? 'light' : 'dark');

/** Puts an area's theme on the page; called when an area opens. */
export function applyTheme(area: Area): void {
  const theme = themeOf(area);
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

/** The area's theme and a switch. */
export function useTheme(area: Area): readonly [Theme, () => void] {
  const theme = useSyncExternalStore(subscribe, () => themeOf(area));
  const toggle = useCallback(() => {
    try {
      localStorage.setItem(key(area), themeOf(area) === 'dark' ? 'light' : 'dark');
    } catch {
      // Without storage the choice cannot be kept.
    }
    applyTheme(area);
    for (const listener of listeners) listener();
  }, [area]);
  return [theme, toggle];
}
