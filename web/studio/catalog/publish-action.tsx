import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { TakeDown } from './take-down.tsx';
import { PublishTitleMutation, type StudioTitle } from './title.queries.ts';

interface PublishActionProps {
  readonly title: StudioTitle;
  readonly onChanged: (title: StudioTitle) => void;
}

/** Publish, or take down with a reason. A refusal is said beside the button. */
export function PublishAction({ title, onChanged }: PublishActionProps) {
  const [{ fetching }, publish] = useMutation(PublishTitleMutation);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async () => {
    setRefusal(null);
    const { data, error } = await publish({ commandId: randomUuid(), titleId: title.id });
    const answer = data?.publishTitle;
    if (answer?.__typename === 'TitlePublished') {
      rememberToken(answer.token);
      onChanged(answer.title);
    } else setRefusal(answer?.message ?? (error === undefined ? null : failureOf(error).remedy));
  };
  if (title.status === 'PUBLISHED') {
    return (
      <>
        <Button look="danger" onClick={() => setAsking(true)}>
          Take down
        </Button>
        {asking && <TakeDown title={title} onClose={() => setAsking(false)} onChanged={onChanged} />}
      </>
    );
  }
  return (
    <>
      {refusal !== null && (
        <span className="field__error" role="alert">
          {refusal}
        </span>
      )}
      {!title.playable && (
        <span className="s-faint">
          {title.asset?.stage === 'REJECTED' ? 'Its film was rejected' : 'Its film is not ready yet'}
        </span>
      )}
      <Button look="primary" disabled={fetching || !title.playable} onClick={() => void run()}>
        {fetching ? 'Publishing…' : 'Publish'}
      </Button>
    </>
  );
}
