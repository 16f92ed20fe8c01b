import { IconCheck } from '@tabler/icons-react';
import { Picture } from '../../design/picture.tsx';
import { FormElement } from '../../forms/form.tsx';
import { ConflictView } from './conflict-view.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { SaveBar } from './save-bar.tsx';
import type { StudioTitle } from './title.queries.ts';
import { useTitleForm } from './use-title-form.ts';

interface TitleEditorProps {
  /** The newest known state of the title. */
  readonly title: StudioTitle;
  readonly onSaved: (title: StudioTitle) => void;
}

/** The words about a film. Saving is explicit; leaving unsaved work asks; what others save meanwhile is merged or shown. */
export function TitleEditor({ title, onSaved }: TitleEditorProps) {
  const editor = useTitleForm(title, onSaved);
  const { form, dirty, merged, clashes } = editor;
  return (
    <FormElement form={form} className="s-editor">
      <div className="s-editor__main s-card">
        {merged && (
          <p className="notice" role="status">
            <IconCheck size={18} />
            Somebody else saved other fields meanwhile; their words are in the form now, yours are kept.
          </p>
        )}
        <form.AppField name="name">{(field) => <field.TextField label="Name" />}</form.AppField>
        <form.AppField name="synopsis">
          {(field) => <field.TextField label="Synopsis" hint="What it is about, in a few sentences." multiline />}
        </form.AppField>
        <form.AppField name="releaseYear">
          {(field) => <field.TextField label="Year" className="s-year" inputMode="numeric" />}
        </form.AppField>
        <form.AppField name="age">
          {(field) => (
            <field.TextField
              label="Age"
              hint="Suitable from this age on, 0 to 18. Empty: not rated, and kids' profiles do not see it."
              className="s-year"
              inputMode="numeric"
            />
          )}
        </form.AppField>
        <form.AppField name="tags">
          {(field) => (
            <field.TextField
              label="Tags"
              hint="By commas. They group films, and plans may have the films of some tags. Capitals make no difference."
            />
          )}
        </form.AppField>
        <form.AppField name="attribution">
          {(field) => <field.TextField label="Attribution" hint="Makers and licence, shown on the film's page." />}
        </form.AppField>
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
      <form.AppForm>
        <SaveBar dirty={dirty} saved={editor.saved} onDiscard={editor.discard}>
          <form.Submit pending="Saving…" disabled={dirty.length === 0}>
            Save
          </form.Submit>
        </SaveBar>
      </form.AppForm>
      {clashes.length > 0 && <ConflictView clashes={clashes} onResolved={editor.resolve} />}
      <LeaveGuard dirty={dirty} />
    </FormElement>
  );
}
