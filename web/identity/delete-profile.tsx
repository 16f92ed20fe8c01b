import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { AskPassword } from './ask-password.tsx';
import { DeleteProfileMutation, type Profile } from './profile.queries.ts';
import { useStepUp } from './step-up.tsx';

interface DeleteProfileProps {
  readonly profile: Profile;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Deletes a profile, after the password. */
export function DeleteProfile({ profile, onDone, onClose }: DeleteProfileProps) {
  const [, send] = useMutation(DeleteProfileMutation);
  const { guarded } = useStepUp();
  return (
    <AskPassword
      title={`Delete ${profile.name}?`}
      keep="Keep it"
      button="Delete the profile"
      onClose={onClose}
      onPassword={async (password) => {
        const { data, error } = await guarded(() => send({ commandId: randomUuid(), profileId: profile.id, password }));
        const answer = data?.deleteProfile;
        if (answer?.__typename !== 'ProfileDeleted') return { answer, error };
        rememberToken(answer.token);
        forgetAnswers();
        onDone();
        return null;
      }}
    >
      What this profile began to watch is not remembered any more. This cannot be taken back.
    </AskPassword>
  );
}
