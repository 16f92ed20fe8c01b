import { getRouteApi, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { SecondFactorNeeded } from './second-factor.queries.ts';
import { SecondFactor } from './second-factor.tsx';
import { useArrival } from './use-arrival.ts';

const route = getRouteApi('/account-frame/provider/code');

/** Back from a provider, whose proof is not enough for this account: asks for the second one. */
export function ProviderCodePage() {
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const arrive = useArrival();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const [given, setGiven] = useState(hash);
  useEffect(() => {
    if (hash === '') return;
    setGiven(hash);
    void navigate({ to: '.', search: true, hash: '', replace: true });
  }, [hash, navigate]);
  return (
    <SecondFactor
      key={given}
      needed={neededOf(given)}
      onSignedIn={() => arrive(next)}
      onAgain={() => void navigate({ to: '/sign-in', search: next === undefined ? {} : { next } })}
    />
  );
}

const Given = z.object({
  challenge: z.string(),
  methods: z.array(z.enum(['PASSKEY', 'CODE', 'RECOVERY_CODE'])),
});

/** What the gateway put behind `#`: the challenge, and the ways that the account has. An address that was changed leads to no way. */
function neededOf(hash: string): SecondFactorNeeded {
  const given = new URLSearchParams(hash);
  const methods = (given.get('methods') ?? '').split(',');
  const read = Given.safeParse({ challenge: given.get('challenge') ?? '', methods });
  return { __typename: 'SecondFactorNeeded', ...(read.data ?? { challenge: '', methods: [] }) };
}
