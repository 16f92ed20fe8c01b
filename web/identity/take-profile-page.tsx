import './account.css';
import './profiles.css';
import { IconLinkOff, IconUserPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMutation, useQuery } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { buttonClass } from '../design/button.tsx';
import { FailureMessage, Skeleton } from '../design/states.tsx';
import { FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { AvatarPicture } from './avatar.tsx';
import { Card } from './frame.tsx';
import { AcceptProfileMutation, OfferedProfileQuery } from './transfer.queries.ts';
import { useHash } from './use-hash.ts';

/** What the link leads to by which one household gives a profile to another. */
export function TakeProfilePage() {
  const token = useHash();
  const [{ data, error, fetching }, refresh] = useQuery({ query: OfferedProfileQuery, variables: { token } });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <Skeleton height={260} style={{ borderRadius: 16 }} />;
  if (data.myAccount === null) return <SignInFirst />;
  if (data.offeredProfile === null) return <Over />;
  return <Take token={token} {...data.offeredProfile} />;
}

type AvatarName = Parameters<typeof AvatarPicture>[0]['avatar'];

function Take({ token, name, avatar }: { token: string; name: string; avatar: AvatarName }) {
  const navigate = useNavigate();
  const [, accept] = useMutation(AcceptProfileMutation);
  const form = useAppForm({
    defaultValues: {},
    onSubmit: async () => {
      const { data, error } = await accept({ commandId: randomUuid(), token });
      const answer = data?.acceptProfile;
      if (answer?.__typename !== 'ProfileSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      forgetAnswers();
      await navigate({ to: '/profiles' });
    },
  });
  return (
    <Card
      title={`Take ${name} over`}
      icon={<IconUserPlus size={28} stroke={1.7} />}
      lead="This profile comes to your household, with what it has watched. The household that gave you the link loses it."
    >
      <div className="a-take">
        <AvatarPicture avatar={avatar} />
      </div>
      <FormElement form={form} className="a-form">
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="One moment…">Take the profile</form.Submit>
        </form.AppForm>
      </FormElement>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/profiles" className="a-link">
          Not now
        </Link>
      </nav>
    </Card>
  );
}

function SignInFirst() {
  return (
    <Card
      title="Sign in first"
      icon={<IconUserPlus size={28} stroke={1.7} />}
      lead="Somebody gives you a profile. Sign in to your own household, then open the link once more."
    >
      <Link to="/sign-in" className={buttonClass('primary')}>
        Sign in
      </Link>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-up" className="a-link">
          Create an account
        </Link>
      </nav>
    </Card>
  );
}

function Over() {
  return (
    <Card
      title="This offer is over"
      icon={<IconLinkOff size={28} stroke={1.7} />}
      lead="The profile was taken, or the link was replaced or has ended. Ask for a new one."
    >
      <Link to="/profiles" className={buttonClass('outline')}>
        See your profiles
      </Link>
    </Card>
  );
}
