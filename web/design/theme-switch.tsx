import { IconMoon, IconSun } from '@tabler/icons-react';
import { useEffect } from 'react';
import { IconButton } from './button.tsx';
import { applyTheme, type Area, useTheme } from './theme.ts';

/** Switches between light and dark, and keeps the page's theme in step with its area. */
export function ThemeSwitch({ area }: { area: Area }) {
  const [theme, toggle] = useTheme(area);
  useEffect(() => applyTheme(area), [area, theme]);
  return (
    <IconButton label={theme === 'dark' ? 'Switch to light' : 'Switch to dark'} onClick={toggle}>
      {theme === 'dark' ? <IconSun size={20} stroke={1.8} /> : <IconMoon size={20} stroke={1.8} />}
    </IconButton>
  );
}
