import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Field } from '../design/field.tsx';
import type { Profile } from './profile.queries.ts';
import { Row, Section } from './section.tsx';
import { useStepUp } from './step-up.tsx';
import { OfferProfileMutation } from './transfer.queries.ts';

interface Offer {
  readonly link: string;
  readonly until: string;
}

/** Offers a profile to another household, by a link that somebody sends them. */
export function OfferProfile({ profile }: { profile: Profile }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(OfferProfileMutation);
  const { guarded } = useStepUp();
  const make = async () => {
    setProblem(null);
    const commandId = randomUuid();
    const { data, error } = await guarded(() => send({ commandId, profileId: profile.id }));
    const answer = data?.offerProfile;
    if (answer?.__typename === 'ProfileOffered')
      setOffer({ link: `${location.origin}/profiles/take#${answer.link}`, until: answer.until });
    else setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <Section title="Move">
      <Row
        name="Give this profile to another household"
        action={
          <Button look="outline" disabled={fetching} aria-busy={fetching} onClick={() => void make()}>
            Make a link
          </Button>
        }
      >
        It goes over with what it has watched, and is not here any more. Its PIN stays behind.
      </Row>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {offer !== null && <LinkDialog name={profile.name} offer={offer} onClose={() => setOffer(null)} />}
    </Section>
  );
}

function LinkDialog({ name, offer, onClose }: { name: string; offer: Offer; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const day = new Date(offer.until).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <Dialog
      title={`Give ${name} away`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Close
          </Button>
          <Button
            look="primary"
            onClick={() =>
              void navigator.clipboard.writeText(offer.link).then(
                () => setCopied(true),
                () => undefined,
              )
            }
          >
            {copied ? 'Copied' : 'Copy the link'}
          </Button>
        </>
      }
    >
      <div className="a-form">
        <p className="a-section__lead">
          Send this link to the other household. Whoever has it and signs in there takes the profile, once, until {day}.
          A new link ends this one.
        </p>
        <Field label="Link" problem={undefined}>
          {(given) => (
            <input
              {...given}
              className="input"
              readOnly
              value={offer.link}
              onFocus={(event) => event.currentTarget.select()}
            />
          )}
        </Field>
        <p className="visually-hidden" role="status">
          {copied ? 'The link is copied.' : ''}
        </p>
      </div>
    </Dialog>
  );
}
