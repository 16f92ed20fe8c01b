import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import type { SecondFactorNeeded } from './second-factor.queries.ts';
import { SecondFactor } from './second-factor.tsx';
import { useArrival } from './use-arrival.ts';
import { useHash } from './use-hash.ts';

const route = getRouteApi('/account-frame/provider/code');

/** Back from a provider, whose proof is not enough for this account: asks for the second one. */
export function ProviderCodePage() {
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const arrive = useArrival();
  const given = useHash();
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
