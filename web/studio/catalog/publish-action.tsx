import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { PublishTitleMutation, type StudioTitle, UnpublishTitleMutation } from './title.queries.ts';

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

function TakeDown({ title, onClose, onChanged }: PublishActionProps & { onClose: () => void }) {
  const [{ fetching }, unpublish] = useMutation(UnpublishTitleMutation);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const field = useId();
  const run = async () => {
    if (reason.trim() === '') return setProblem('Say why: it stands in the history of the title.');
    const { data, error } = await unpublish({ commandId: randomUuid(), titleId: title.id, reason: reason.trim() });
    const answer = data?.unpublishTitle;
    if (answer?.__typename === 'TitleUnpublished') {
      rememberToken(answer.token);
      onChanged(answer.title);
      onClose();
    } else setProblem(answer?.message ?? (error === undefined ? null : failureOf(error).remedy));
  };
  return (
    <Dialog
      title={`Take down “${title.name}”?`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Keep it
          </Button>
          <Button look="danger" disabled={fetching} onClick={() => void run()}>
            Take down
          </Button>
        </>
      }
    >
      <p>
        Viewers no longer find or start it. Whoever is watching now may finish. You can publish it again at any time.
      </p>
      <div className="field" style={{ marginTop: 16 }}>
        <label className="field__label" htmlFor={field}>
          Reason
        </label>
        <input
          id={field}
          className="input"
          value={reason}
          maxLength={500}
          aria-invalid={problem !== null}
          aria-describedby={`${field}-error`}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="field__error" id={`${field}-error`}>
          {problem}
        </span>
      </div>
    </Dialog>
  );
}
