import './profiles.css';
import { IconLock, IconPencil, IconPlus, IconUserOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Chip } from '../design/bits.tsx';
import { Button, buttonClass } from '../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { AddProfile } from './add-profile.tsx';
import { AvatarPicture } from './avatar.tsx';
import { PageHeading } from './frame.tsx';
import { PinPad } from './pin-pad.tsx';
import { ChooseProfileMutation, type Profile, ProfilesQuery } from './profile.queries.ts';
import { SeenAsAnother, useSeesAsAnother } from './seen-as-another.tsx';
import { useChosen } from './use-arrival.ts';

const route = getRouteApi('/account-frame/profiles');

/** As many as the gateway allows in a household. */
const MOST = 8;

/** Who of the household is watching. */
export function ProfilesPage() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: ProfilesQuery });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined) return <Loading />;
  if (data.myAccount === null) return <SignedOut />;
  return data.myProfiles.length === 0 ? (
    <First onAdded={again} />
  ) : (
    <Who profiles={data.myProfiles} onChanged={again} />
  );
}

function Who({ profiles, onChanged }: { profiles: readonly Profile[]; onChanged: () => void }) {
  const [editing, setEditing] = useState(false);
  const [adding, setAdding] = useState(false);
  const { choose, asking, cancel, problem } = useChoice();
  return (
    <div className="a-who">
      <title>Who is watching? · Reprise</title>
      <PageHeading>{editing ? 'Whose profile?' : 'Who is watching?'}</PageHeading>
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="a-who__list">
        {profiles.map((profile) => (
          <li key={profile.id}>
            {editing ? (
              <Link to="/profiles/$profileId" params={{ profileId: profile.id }} className="a-tile">
                <Face profile={profile} editing />
              </Link>
            ) : (
              <ProfileButton profile={profile} onChoose={() => void choose(profile)} />
            )}
          </li>
        ))}
        {profiles.length < MOST && (
          <li>
            <button type="button" className="a-tile" onClick={() => setAdding(true)}>
              <span className="a-tile__add">
                <IconPlus size={36} stroke={1.6} aria-hidden="true" />
              </span>
              <span className="a-tile__name">Add a profile</span>
            </button>
          </li>
        )}
      </ul>
      <Button look="outline" aria-pressed={editing} onClick={() => setEditing(!editing)}>
        <IconPencil size={18} stroke={1.8} />
        {editing ? 'Done' : 'Change profiles'}
      </Button>
      {adding && <AddProfile count={profiles.length} onClose={() => setAdding(false)} onAdded={onChanged} />}
      {asking !== null && <PinPad name={asking.name} onPin={(pin) => choose(asking, pin)} onClose={cancel} />}
    </div>
  );
}

/** Chooses a profile, and asks for its PIN where it has one. */
function useChoice() {
  const { next } = route.useSearch();
  const chosen = useChosen();
  const [asking, setAsking] = useState<Profile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [, send] = useMutation(ChooseProfileMutation);
  /** Why it could not be chosen, or null. */
  const choose = async (profile: Profile, pin?: string): Promise<string | null> => {
    setProblem(null);
    // Who is watching already is asked for nothing.
    if (profile.hasPin && !profile.current && pin === undefined) {
      setAsking(profile);
      return null;
    }
    const { data, error } = await send({ commandId: randomUuid(), profileId: profile.id, pin: pin ?? null });
    const answer = data?.chooseProfile;
    if (answer?.__typename === 'ProfileSaved') {
      rememberToken(answer.token);
      chosen(next);
      return null;
    }
    if (pin === undefined && answer?.__typename === 'CommandRefused' && answer.code === 'profile.pin-needed') {
      setAsking(profile);
      return null;
    }
    const why = answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    if (pin === undefined) setProblem(why);
    return why;
  };
  return { choose, asking, cancel: () => setAsking(null), problem };
}

function ProfileButton({ profile, onChoose }: { profile: Profile; onChoose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (profile.current) button.current?.focus();
  }, [profile.current]);
  return (
    <button ref={button} type="button" className="a-tile" onClick={onChoose}>
      <Face profile={profile} />
    </button>
  );
}

function Face({ profile, editing = false }: { profile: Profile; editing?: boolean }) {
  return (
    <>
      <span className="a-tile__face">
        <AvatarPicture avatar={profile.avatar} />
        {editing && (
          <span className="a-tile__edit" aria-hidden="true">
            <IconPencil size={30} stroke={1.7} />
          </span>
        )}
      </span>
      <span className="a-tile__name">{profile.name}</span>
      <span className="a-tile__facts">
        {profile.kids && <Chip tone="info">Kids</Chip>}
        {profile.hasPin && (
          <span className="a-tile__lock">
            <IconLock size={16} stroke={1.9} aria-hidden="true" />
            <span className="visually-hidden">, asks for a PIN</span>
          </span>
        )}
      </span>
    </>
  );
}

function First({ onAdded }: { onAdded: () => void }) {
  const [adding, setAdding] = useState(false);
  return (
    <Whole title="Who is watching?">
      <StateMessage
        whole
        icon={<IconPlus size={30} stroke={1.6} />}
        title="Who is watching?"
        actions={
          <>
            <Button look="primary" onClick={() => setAdding(true)}>
              Add a profile
            </Button>
            <Link to="/" className={buttonClass('outline')}>
              See all films
            </Link>
          </>
        }
      >
        Each profile remembers its own films and may have a limit of age and a PIN. Add one for everybody in your
        household.
      </StateMessage>
      {adding && <AddProfile count={0} onClose={() => setAdding(false)} onAdded={onAdded} />}
    </Whole>
  );
}

function SignedOut() {
  if (useSeesAsAnother()) return <SeenAsAnother />;
  return (
    <Whole title="Profiles">
      <StateMessage
        whole
        icon={<IconUserOff size={30} stroke={1.6} />}
        title="You are not signed in"
        actions={
          <Link to="/sign-in" search={{ next: '/profiles' }} className={buttonClass('primary')}>
            Sign in
          </Link>
        }
      >
        The profiles of your household are shown here when you are.
      </StateMessage>
    </Whole>
  );
}

function Whole({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <title>{`${title} · Reprise`}</title>
      {children}
    </div>
  );
}

function Loading() {
  return (
    <div className="a-who" aria-busy="true" aria-label="Loading profiles">
      <Skeleton width={260} height={40} />
      <ul className="a-who__list">
        {[1, 2, 3].map((index) => (
          <li key={index} className="a-tile">
            <Skeleton width="100%" height="auto" style={{ aspectRatio: '1', borderRadius: 24 }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
