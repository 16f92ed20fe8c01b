import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** What stands behind `#` in the address, kept by the page and taken out of the address bar and the history: a secret, most often. */
export function useHash(): string {
  const hash = useRouterState({ select: (state) => state.location.hash });
  const navigate = useNavigate();
  const [given, setGiven] = useState(hash);
  useEffect(() => {
    if (hash === '') return;
    setGiven(hash);
    void navigate({ to: '.', search: true, hash: '', replace: true });
  }, [hash, navigate]);
  return given;
}
