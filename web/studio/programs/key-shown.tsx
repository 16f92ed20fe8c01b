import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';

/** What came of making a key; null: the answer was lost, and this is a repeat. */
export interface NewKey {
  readonly key: string | null;
  readonly prefix: string;
}

/** A key, this once. */
export function KeyShown({ made, note, onClose }: { made: NewKey; note?: string | undefined; onClose: () => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  const copy = async (key: string) => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(key);
      setCopied(true);
    } catch {
      // Without https there is no clipboard: the text is selected, and the keyboard copies it.
    }
  };
  const { key } = made;
  // A click beside the dialog must not cost the key.
  const leave = () => (key === null || copied || warned ? onClose() : setWarned(true));
  return (
    <Dialog title="The key" onClose={leave} actions={<Button onClick={onClose}>Done</Button>}>
      {key === null ? (
        <p role="alert" className="notice notice--bad">
          The key rps_{made.prefix}… was made, but the answer with it was lost. Revoke it and make another one.
        </p>
      ) : (
        <form className="s-dialog-form" onSubmit={(event) => event.preventDefault()}>
          <label className="field__label" htmlFor={id}>
            Copy it now: it is not shown again
          </label>
          <div className="s-key">
            <input
              ref={field}
              id={id}
              className="input s-key__text"
              readOnly
              value={key}
              autoComplete="off"
              spellCheck={false}
              onFocus={({ target }) => target.select()}
            />
            <Button look="primary" onClick={() => void copy(key)}>
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
              {copied ? 'Copied' : 'Copy'}
            </Button>
          </div>
          <p className="visually-hidden" role="status">
            {copied ? 'Copied' : ''}
          </p>
          <p className="field__hint">
            The program sends it as <code>Authorization: Bearer rps_{made.prefix}…</code>
          </p>
          {warned && !copied && (
            <p className="field__error" role="alert">
              Copy the key first: nobody can show it again.
            </p>
          )}
          {note !== undefined && <p className="field__hint">{note}</p>}
        </form>
      )}
    </Dialog>
  );
}
