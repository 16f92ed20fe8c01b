import { useState } from 'react';
import { useMutation } from 'urql';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Field } from '../design/field.tsx';
import { AskPassword } from './ask-password.tsx';
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
  const [asking, setAsking] = useState(false);
  const [, send] = useMutation(OfferProfileMutation);
  const { guarded } = useStepUp();
  return (
    <Section title="Move">
      <Row
        name="Give this profile to another household"
        action={
          <Button look="outline" onClick={() => setAsking(true)}>
            Make a link
          </Button>
        }
      >
        It goes over with what it has watched, and is not here any more. Its PIN stays behind.
      </Row>
      {asking && (
        <AskPassword
          title={`Give ${profile.name} away?`}
          keep="Keep it"
          button="Make a link"
          danger={false}
          onClose={() => setAsking(false)}
          onPassword={async (password) => {
            const commandId = randomUuid();
            const { data, error } = await guarded(() => send({ commandId, profileId: profile.id, password }));
            const answer = data?.offerProfile;
            if (answer?.__typename !== 'ProfileOffered') return { answer, error };
            setOffer({ link: `${location.origin}/profiles/take#${answer.link}`, until: answer.until });
            setAsking(false);
            return null;
          }}
        >
          Whoever has the link takes the profile with what it has watched. A new link ends the one before.
        </AskPassword>
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
