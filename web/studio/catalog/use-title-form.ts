import { useEffect, useState } from 'react';
import { useClient, useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { useAppForm, useStore } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import {
  EditTitleMutation,
  RateTitleMutation,
  TagTitleMutation,
  type StudioTitle,
  StudioTitleQuery,
} from './title.queries.ts';
import {
  changed,
  type Clash,
  type Field,
  fields,
  formOf,
  inputOf,
  rebase,
  type TitleForm,
  titleFormSchema,
} from './title-form.ts';

const savedShownMs = 4000;

/** The form of a title, and how it goes together with what the server and other editors say meanwhile. */
export function useTitleForm(title: StudioTitle, onSaved: (title: StudioTitle) => void) {
  const [base, setBase] = useState(title);
  const [initial] = useState(() => formOf(title));
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const [merged, setMerged] = useState(false);
  const [saved, setSaved] = useState(false);
  const client = useClient();
  const [, edit] = useMutation(EditTitleMutation);
  const [, rate] = useMutation(RateTitleMutation);
  const [, tag] = useMutation(TagTitleMutation);
  const form = useAppForm({
    defaultValues: initial,
    validators: { onChange: titleFormSchema },
    onSubmit: ({ value }) => save(value),
  });
  const values = useStore(form.store, (state) => state.values);
  const dirty = changed(formOf(base), values);

  const put = (texts: Partial<TitleForm>): void => {
    for (const field of fields) {
      const text = texts[field];
      if (text !== undefined && text !== form.state.values[field]) form.setFieldValue(field, text);
    }
  };
  /** Goes over to a newer state of the title; what is typed and not part of it stays. */
  const adopt = (theirs: StudioTitle, from = formOf(base)) => {
    const result = rebase(from, form.state.values, formOf(theirs));
    setBase(theirs);
    put(result.form);
    return result.clashes;
  };
  useEffect(() => {
    if (BigInt(title.revision) <= BigInt(base.revision)) return;
    const theirs = changed(formOf(base), formOf(title));
    const found = adopt(title);
    setClashes(found);
    setMerged(dirty.length > 0 && theirs.length > 0 && found.length === 0);
  });
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(false), savedShownMs);
    return () => clearTimeout(timer);
  }, [saved]);

  const taken = (answer: { readonly token: string; readonly title: StudioTitle }, sent: TitleForm): void => {
    rememberToken(answer.token);
    // Only what was typed after the form was sent counts as a change now.
    adopt(answer.title, sent);
    onSaved(answer.title);
  };
  /** The words first, then the age and the tags, which are decisions of their own. The answer is the last one, or the first that says no. */
  const send = async (sent: TitleForm) => {
    const { age, tags, ...details } = inputOf(formOf(base), sent);
    const titleId = title.id;
    let expectedRevision = base.revision;
    if (Object.keys(details).length > 0) {
      const input = { titleId, expectedRevision, ...details };
      const { data, error } = await edit({ commandId: randomUuid(), input });
      const answer = data?.editTitle;
      if (answer?.__typename === 'TitleEdited') taken(answer, sent);
      if (answer?.__typename !== 'TitleEdited' || (age === undefined && tags === undefined)) return { answer, error };
      expectedRevision = answer.title.revision;
    }
    if (age !== undefined) {
      const { data, error } = await rate({ commandId: randomUuid(), titleId, age, expectedRevision });
      const answer = data?.rateTitle;
      if (answer?.__typename === 'TitleRated') taken(answer, sent);
      if (answer?.__typename !== 'TitleRated' || tags === undefined) return { answer, error };
      expectedRevision = answer.title.revision;
    }
    const { data, error } = await tag({ commandId: randomUuid(), titleId, tags: [...(tags ?? [])], expectedRevision });
    const answer = data?.tagTitle;
    if (answer?.__typename === 'TitleTagged') taken(answer, sent);
    return { answer, error };
  };
  const save = async (sent: TitleForm): Promise<void> => {
    if (changed(formOf(base), sent).length === 0) return;
    const { answer, error } = await send(sent);
    if (
      answer?.__typename === 'TitleEdited' ||
      answer?.__typename === 'TitleRated' ||
      answer?.__typename === 'TitleTagged'
    ) {
      setMerged(false);
      setSaved(true);
      return;
    }
    if (answer?.__typename === 'Conflict') {
      const { data: now } = await client
        .query(StudioTitleQuery, { id: title.id }, { requestPolicy: 'network-only' })
        .toPromise();
      if (now !== undefined && now.title !== null && BigInt(now.title.revision) > BigInt(base.revision)) {
        onSaved(now.title);
        return;
      }
    }
    showRefusal(form, answer, error);
  };

  return {
    form,
    dirty,
    clashes,
    merged,
    saved,
    discard: () => put(formOf(base)),
    /** Takes the chosen texts of the fields that two people changed. */
    resolve: (choice: Partial<Record<Field, string>>) => {
      put(choice);
      setClashes([]);
    },
  };
}
