import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useClient, useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Picture } from '../../design/picture.tsx';
import { ConflictView } from './conflict-view.tsx';
import { EditTitleMutation, type StudioTitle, StudioTitleQuery } from './title.queries.ts';
import { changed, type Clash, type Field, fieldNames, formOf, inputOf, problemsOf, rebase } from './title-form.ts';

interface TitleEditorProps {
  /** The newest known state of the title. */
  readonly title: StudioTitle;
  readonly onSaved: (title: StudioTitle) => void;
}

/** The words about a film. Saving is explicit; leaving unsaved work asks; what others save meanwhile is merged or shown. */
export function TitleEditor({ title, onSaved }: TitleEditorProps) {
  const [base, setBase] = useState(title);
  const [form, setForm] = useState(() => formOf(title));
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const [merged, setMerged] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const client = useClient();
  const [{ fetching }, edit] = useMutation(EditTitleMutation);
  const dirty = changed(formOf(base), form);
  const problems = problemsOf(form);

  const adopt = (theirs: StudioTitle) => {
    const words = changed(formOf(base), formOf(theirs));
    const result = rebase(formOf(base), form, formOf(theirs));
    setBase(theirs);
    setForm(result.form);
    setClashes(result.clashes);
    setMerged(dirty.length > 0 && words.length > 0 && result.clashes.length === 0);
  };
  useEffect(() => {
    if (BigInt(title.revision) > BigInt(base.revision)) adopt(title);
  });
  const blocker = useBlocker({
    shouldBlockFn: () => dirty.length > 0,
    enableBeforeUnload: () => dirty.length > 0,
    withResolver: true,
  });
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(false), 4000);
    return () => clearTimeout(timer);
  }, [saved]);

  const put = (field: Field) => (value: string) => {
    setForm((old) => ({ ...old, [field]: value }));
    setSaved(false);
    setProblem(null);
  };
  const save = async () => {
    const { data, error } = await edit({
      commandId: randomUuid(),
      input: { titleId: title.id, expectedRevision: base.revision, ...inputOf(formOf(base), form) },
    });
    const answer = data?.editTitle;
    if (answer?.__typename === 'TitleEdited') {
      rememberToken(answer.token);
      setBase(answer.title);
      setForm(formOf(answer.title));
      setMerged(false);
      setSaved(true);
      onSaved(answer.title);
    } else if (answer?.__typename === 'Conflict') {
      const { data: now } = await client
        .query(StudioTitleQuery, { id: title.id }, { requestPolicy: 'network-only' })
        .toPromise();
      if (now !== undefined && now.title !== null && BigInt(now.title.revision) > BigInt(base.revision))
        onSaved(now.title);
      else setProblem(answer.message);
    } else if (answer !== undefined) setProblem(answer.message);
    else if (error !== undefined) setProblem(`${failureOf(error).title}. ${failureOf(error).remedy}`);
  };

  return (
    <form
      className="s-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty.length > 0 && Object.keys(problems).length === 0 && !fetching) void save();
      }}
    >
      <div className="s-editor__main s-card">
        {merged && (
          <p className="notice" role="status">
            <IconCheck size={18} />
            Somebody else saved other fields meanwhile; their words are in the form now, yours are kept.
          </p>
        )}
        <FormField
          label="Name"
          problem={problems.name}
          input={(props) => (
            <input
              {...props}
              className="input"
              value={form.name}
              onChange={(event) => put('name')(event.target.value)}
            />
          )}
        />
        <FormField
          label="Synopsis"
          hint="What it is about, in a few sentences."
          problem={problems.synopsis}
          input={(props) => (
            <textarea
              {...props}
              className="input"
              value={form.synopsis}
              onChange={(event) => put('synopsis')(event.target.value)}
            />
          )}
        />
        <FormField
          label="Year"
          problem={problems.releaseYear}
          input={(props) => (
            <input
              {...props}
              className="input s-year"
              inputMode="numeric"
              value={form.releaseYear}
              onChange={(event) => put('releaseYear')(event.target.value)}
            />
          )}
        />
        <FormField
          label="Attribution"
          hint="Makers and licence, shown on the film's page."
          problem={problems.attribution}
          input={(props) => (
            <input
              {...props}
              className="input"
              value={form.attribution}
              onChange={(event) => put('attribution')(event.target.value)}
            />
          )}
        />
      </div>
      <aside className="s-editor__side">
        <Picture
          src={title.posterUrl}
          placeholder={title.posterPlaceholder}
          alt={`A still of ${title.name}`}
          className="s-still"
        />
        {title.posterUrl === null && <p className="s-faint">A still appears here once the film has been processed.</p>}
      </aside>
      <div className="s-savebar" data-dirty={dirty.length > 0}>
        <p role="status" aria-live="polite">
          {problem !== null && (
            <span className="s-savebar__bad">
              <IconAlertTriangle size={16} />
              {problem}
            </span>
          )}
          {problem === null && saved && dirty.length === 0 && (
            <span className="s-savebar__good">
              <IconCheck size={16} />
              Saved
            </span>
          )}
          {problem === null &&
            dirty.length > 0 &&
            `Unsaved: ${dirty.map((field) => fieldNames[field].toLowerCase()).join(', ')}`}
          {problem === null && !saved && dirty.length === 0 && <span className="s-faint">All changes are saved</span>}
        </p>
        <Button look="ghost" disabled={dirty.length === 0 || fetching} onClick={() => setForm(formOf(base))}>
          Discard
        </Button>
        <Button
          look="primary"
          type="submit"
          disabled={dirty.length === 0 || fetching || Object.keys(problems).length > 0}
        >
          {fetching ? 'Saving…' : 'Save'}
        </Button>
      </div>
      {clashes.length > 0 && (
        <ConflictView
          clashes={clashes}
          onResolved={(choice) => {
            setForm((old) => ({ ...old, ...choice }));
            setClashes([]);
            setProblem(null);
          }}
        />
      )}
      {blocker.status === 'blocked' && (
        <Dialog
          title="Leave without saving?"
          onClose={blocker.reset}
          actions={
            <>
              <Button look="danger" onClick={blocker.proceed}>
                Leave and lose the changes
              </Button>
              <Button look="primary" onClick={blocker.reset}>
                Stay
              </Button>
            </>
          }
        >
          <p>Unsaved: {dirty.map((field) => fieldNames[field].toLowerCase()).join(', ')}.</p>
        </Dialog>
      )}
    </form>
  );
}

interface FormFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem: string | undefined;
  readonly input: (props: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode;
}

function FormField({ label, hint, problem, input }: FormFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {input({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': `${id}-note` })}
      <span id={`${id}-note`} className={problem === undefined ? 'field__hint' : 'field__error'}>
        {problem ?? hint}
      </span>
    </div>
  );
}
