import './frame.css';
import './account.css';
import './profiles.css';
import { IconArrowLeft, IconUserOff } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button, buttonClass } from '../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { AvatarPicture } from './avatar.tsx';
import { CapDialog } from './cap-dialog.tsx';
import { DeleteProfile } from './delete-profile.tsx';
import { PageHeading } from './frame.tsx';
import { capWords, EVERYTHING } from './maturity.ts';
import { NameAndPicture } from './name-and-picture.tsx';
import { OfferProfile } from './offer-profile.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { type Profile, ProfilesQuery } from './profile.queries.ts';
import { Row, Section } from './section.tsx';
import { SoundAndSubtitles } from './sound-and-subtitles.tsx';

const route = getRouteApi('/viewer/profiles/$profileId');

/** What a profile is called, what it shows and who may choose it. */
export function ProfilePage() {
  const { profileId } = route.useParams();
  const [{ data, error, fetching }, refresh] = useQuery({ query: ProfilesQuery });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined) return <Loading />;
  const profile = data.myProfiles.find(({ id }) => id === profileId);
  return profile === undefined ? <Unknown /> : <Known key={profileId} profile={profile} onChanged={again} />;
}

function Known({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'cap' | 'pin' | 'no-pin' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const changed = () => {
    close();
    onChanged();
  };
  return (
    <div className="a-page">
      <title>Profile · Reprise</title>
      <Link to="/profiles" className="a-link">
        <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
        All profiles
      </Link>
      <div className="a-head">
        <AvatarPicture avatar={profile.avatar} />
        <PageHeading>{profile.name}</PageHeading>
      </div>
      <NameAndPicture profile={profile} onChanged={onChanged} />
      <Section title="What it shows">
        <Row
          name={capWords(profile.maturityCap)}
          action={
            <Button look="outline" onClick={() => setOpen('cap')}>
              Change what it shows
            </Button>
          }
        >
          {shownWords(profile)}
        </Row>
      </Section>
      <SoundAndSubtitles
        key={`${profile.audioLanguage} ${profile.subtitles}`}
        profile={profile}
        onChanged={onChanged}
      />
      <Section title="PIN">
        <Row
          name={profile.hasPin ? 'Asks for a PIN' : 'No PIN'}
          action={
            <div className="a-row__actions">
              <Button look="outline" onClick={() => setOpen('pin')}>
                {profile.hasPin ? 'Change the PIN' : 'Set a PIN'}
              </Button>
              {profile.hasPin && (
                <Button look="outline" onClick={() => setOpen('no-pin')}>
                  Remove the PIN
                </Button>
              )}
            </div>
          }
        >
          {profile.hasPin
            ? 'Who wants to watch as this profile types it first.'
            : 'Everybody in the household may choose this profile.'}
        </Row>
      </Section>
      <OfferProfile profile={profile} />
      <Section title="Delete">
        <Row
          name="Delete this profile"
          action={
            <Button look="danger" onClick={() => setOpen('delete')}>
              Delete the profile
            </Button>
          }
        >
          Where it stopped in films goes with it.
        </Row>
      </Section>
      {open === 'cap' && <CapDialog profile={profile} onDone={changed} onClose={close} />}
      {(open === 'pin' || open === 'no-pin') && (
        <PinDialog profile={profile} remove={open === 'no-pin'} onDone={changed} onClose={close} />
      )}
      {open === 'delete' && (
        <DeleteProfile profile={profile} onDone={() => void navigate({ to: '/profiles' })} onClose={close} />
      )}
    </div>
  );
}

function shownWords({ kids, maturityCap }: Profile): string {
  if (kids) return 'A profile for a child: films without a rating are not shown.';
  return maturityCap >= EVERYTHING ? 'Nothing is left out.' : 'Films for older people are neither shown nor found.';
}

function Unknown() {
  return (
    <>
      <title>Profile · Reprise</title>
      <StateMessage
        whole
        icon={<IconUserOff size={30} stroke={1.6} />}
        title="There is no such profile"
        actions={
          <Link to="/profiles" className={buttonClass('primary')}>
            See the profiles
          </Link>
        }
      >
        It may have been deleted, or you are signed in with another account.
      </StateMessage>
    </>
  );
}

function Loading() {
  return (
    <div className="a-page" aria-busy="true" aria-label="Loading the profile">
      <Skeleton width={240} height={72} />
      <Skeleton height={260} style={{ borderRadius: 16 }} />
      <Skeleton height={140} style={{ borderRadius: 16 }} />
    </div>
  );
}
