import { IconLinkOff, IconMailCheck, IconShieldCheck } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { z } from 'zod';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { buttonClass } from '../design/button.tsx';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { SetConsentMutation } from './consents.queries.ts';
import { newPassword } from './fields.ts';
import { Card } from './frame.tsx';
import { PasswordStrength } from './password-strength.tsx';
import { SecondFactor } from './second-factor.tsx';
import type { SecondFactorNeeded } from './second-factor.queries.ts';
import { HereQuery, ResetPasswordMutation, UseLinkMutation } from './sign-in.queries.ts';
import { useArrival } from './use-arrival.ts';
import { useHash } from './use-hash.ts';

const route = getRouteApi('/account-frame/link/$purpose');

/** What a link of a message leads to, by what it is for. Nothing happens by opening it: mail programs open links too. */
export function LinkPage() {
  const { purpose } = route.useParams();
  const token = useHash();
  if (token === '') return <Incomplete />;
  switch (purpose) {
    case 'verify-email':
      return (
        <Confirm
          key={token}
          token={token}
          title="Confirm your address"
          lead="One click, and your account is ready."
          button="Confirm and sign in"
          asksForConsent
        />
      );
    case 'change-email':
      return (
        <Confirm
          key={token}
          token={token}
          title="Use this address"
          lead="From then on you sign in with the address that this message came to."
          button="Use the new address"
        />
      );
    case 'reset-password':
      return <ChoosePassword key={token} token={token} title="Choose another password" />;
    case 'accept-invitation':
      return <ChoosePassword key={token} token={token} title="Welcome: choose a password" />;
    default:
      return <Incomplete />;
  }
}

interface ConfirmProps {
  readonly token: string;
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  /** Whether somebody new is here, who was never asked what they agree to. */
  readonly asksForConsent?: boolean;
}

function Confirm({ token, title, lead, button, asksForConsent = false }: ConfirmProps) {
  const arrive = useArrival();
  const [asksPassword, setAsksPassword] = useState(false);
  const [changedTo, setChangedTo] = useState<string | null>(null);
  const [needed, setNeeded] = useState<SecondFactorNeeded | null>(null);
  const [, use] = useMutation(UseLinkMutation);
  const [, setConsent] = useMutation(SetConsentMutation);
  const form = useAppForm({
    defaultValues: { measured: false, password: '' },
    onSubmit: async ({ value }) => {
      const { data, error } = await use({ commandId: randomUuid(), token, password: value.password || null });
      const answer = data?.useLink;
      // Somebody else may have registered the address.
      if (answer?.__typename === 'CommandRefused' && answer.code === 'link.other-browser') setAsksPassword(true);
      if (answer?.__typename === 'SignedIn') {
        // What does not arrive is not agreed to; the account's page asks as well.
        if (value.measured) await setConsent({ commandId: randomUuid(), purpose: 'ANALYTICS', given: true });
        return arrive();
      }
      if (answer?.__typename === 'SecondFactorNeeded') return setNeeded(answer);
      if (answer?.__typename !== 'EmailChanged') return showRefusal(form, answer, error);
      forgetAnswers();
      setChangedTo(answer.email);
    },
  });
  if (needed !== null) return <AfterLink needed={needed} />;
  if (changedTo !== null) return <Changed email={changedTo} />;
  return (
    <Card title={title} lead={lead} icon={<IconMailCheck size={28} stroke={1.7} />}>
      <FormElement form={form} className="a-form">
        {asksPassword && (
          <form.AppField name="password">
            {(field) => (
              <field.PasswordField label="The password that you chose" autoComplete="current-password" autoFocus />
            )}
          </form.AppField>
        )}
        {asksForConsent && (
          <form.AppField name="measured">
            {(field) => (
              <field.CheckField
                label="Reprise may measure how my films play"
                hint="Bit rates, stalls and dropped frames, to find faults. You need not agree, and may change your mind in your account."
              />
            )}
          </form.AppField>
        )}
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="One moment…">{button}</form.Submit>
        </form.AppForm>
      </FormElement>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-in" className="a-link">
          Sign in with the password
        </Link>
        {asksPassword && (
          <Link to="/forgot" className="a-link">
            That was not me: choose a new password
          </Link>
        )}
      </nav>
    </Card>
  );
}

/** The link was used up; what follows when it takes too long is signing in. */
function AfterLink({ needed }: { needed: SecondFactorNeeded }) {
  const arrive = useArrival();
  const navigate = useNavigate();
  return (
    <SecondFactor
      needed={needed}
      onSignedIn={() => arrive()}
      onAgain={() => void navigate({ to: '/sign-in', search: {} })}
    />
  );
}

function Changed({ email }: { email: string }) {
  return (
    <Card
      arrived
      title="Your address is changed"
      icon={<IconMailCheck size={28} stroke={1.7} />}
      lead={
        <p>
          From now on you sign in with <strong>{email}</strong>.
        </p>
      }
    >
      <Link to="/account" className={buttonClass('primary')}>
        Your account
      </Link>
    </Card>
  );
}

function ChoosePassword({ token, title }: { token: string; title: string }) {
  const arrive = useArrival();
  const [{ data: here }] = useQuery({ query: HereQuery });
  const [, reset] = useMutation(ResetPasswordMutation);
  const [needed, setNeeded] = useState<SecondFactorNeeded | null>(null);
  const schema = z.object({ password: newPassword(here?.accountPolicy.passwordMinLength ?? 8) });
  const form = useAppForm({
    defaultValues: { password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { data, error } = await reset({ commandId: randomUuid(), token, password: value.password });
      const answer = data?.resetPassword;
      if (answer?.__typename === 'SignedIn') arrive();
      else if (answer?.__typename === 'SecondFactorNeeded') setNeeded(answer);
      else showRefusal(form, answer, error);
    },
  });
  const password = useStore(form.store, (state) => state.values.password);
  if (needed !== null) return <AfterLink needed={needed} />;
  return (
    <Card
      title={title}
      lead="You are signed in here then, and signed out everywhere else."
      icon={<IconShieldCheck size={28} stroke={1.7} />}
    >
      <FormElement form={form} className="a-form">
        <form.AppField name="password">
          {(field) => <field.PasswordField label="New password" autoComplete="new-password" />}
        </form.AppField>
        <PasswordStrength password={password} hints={[]} />
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="Saving…">Save and sign in</form.Submit>
        </form.AppForm>
      </FormElement>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/forgot" className="a-link">
          Ask for a new link
        </Link>
      </nav>
    </Card>
  );
}

function Incomplete() {
  return (
    <Card
      title="This link is not complete"
      icon={<IconLinkOff size={28} stroke={1.7} />}
      lead="Open it once more from the message. If a part of it was cut off there, ask for a new one."
    >
      <Link to="/forgot" className={buttonClass('outline')}>
        Ask for a new link
      </Link>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-in" className="a-link">
          Sign in
        </Link>
        <Link to="/" className="a-link">
          See all films
        </Link>
      </nav>
    </Card>
  );
}
