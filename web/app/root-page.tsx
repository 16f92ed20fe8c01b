import { Outlet } from '@tanstack/react-router';
import { useContexts } from './use-contexts.ts';

/** The page that was asked for, and what contexts lay over every page. */
export function RootPage() {
  return (
    <>
      <Outlet />
      {useContexts().map(({ name, overlay: Overlay }) => Overlay !== undefined && <Overlay key={name} />)}
    </>
  );
}
