import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { UnlinkOpenIdMutation } from './account.queries.ts';
import { startOf } from './provider-ways.tsx';
import { Row, Section } from './section.tsx';
import { useStepUp } from './step-up.tsx';

interface Provider {
  readonly id: string;
  readonly name: string;
}

interface LinkedProvidersProps {
  readonly linked: readonly Provider[];
  readonly offered: readonly Provider[];
  readonly onChanged: () => void;
}

/** Providers that lead to the account, and those that could. Nothing where there are none. */
export function LinkedProviders({ linked, offered, onChanged }: LinkedProvidersProps) {
  const { guarded } = useStepUp();
  const [said, setSaid] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(UnlinkOpenIdMutation);
  const others = offered.filter(({ id }) => linked.every((each) => each.id !== id));
  if (linked.length + others.length === 0) return null;
  const remove = async ({ id, name }: Provider) => {
    setProblem(null);
    setSaid(null);
    const { data, error } = await guarded(() => send({ commandId: randomUuid(), provider: id }));
    const answer = data?.unlinkOpenId;
    if (answer?.__typename !== 'OpenIdsChanged')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    setSaid(`${name} does not lead here any more.`);
    onChanged();
  };
  return (
    <Section title="Other ways in" lead="Whoever is signed in there as you gets into this account.">
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      {said !== null && (
        <p className="notice notice--good" role="status">
          {said}
        </p>
      )}
      {linked.map((provider) => (
        <Row
          key={provider.id}
          name={provider.name}
          action={
            <Button
              look="outline"
              disabled={fetching}
              aria-label={`Remove ${provider.name}`}
              onClick={() => void remove(provider)}
            >
              Remove
            </Button>
          }
        >
          Leads to this account.
        </Row>
      ))}
      {others.map(({ id, name }) => (
        <Row
          key={id}
          name={name}
          action={
            <a
              href={startOf(id, { link: '1', next: '/account' })}
              aria-label={`Add ${name}`}
              className={buttonClass('outline')}
            >
              Add
            </a>
          }
        >
          Not used by this account.
        </Row>
      ))}
    </Section>
  );
}
