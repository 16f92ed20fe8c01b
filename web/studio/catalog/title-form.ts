import { z } from 'zod';
import { Age, TitleDetails, TitleTagged } from '../../../schemas/catalog/title.events.ts';

/** What an editor may say about a title, as text in fields. */
export interface TitleForm {
  readonly name: string;
  readonly synopsis: string;
  readonly releaseYear: string;
  readonly attribution: string;
  /** In years. */
  readonly age: string;
  /** With commas between them. */
  readonly tags: string;
}
/** What an editor says about a title: its details, from which age on it is suitable, and its tags. */
export type EditedTitle = TitleDetails & { readonly age: number | null; readonly tags: readonly string[] };
export type Field = keyof TitleForm;
export const fields: readonly Field[] = ['name', 'synopsis', 'releaseYear', 'attribution', 'age', 'tags'];
export const fieldNames: Readonly<Record<Field, string>> = {
  name: 'Name',
  synopsis: 'Synopsis',
  releaseYear: 'Year',
  attribution: 'Attribution',
  age: 'Age',
  tags: 'Tags',
};

const text = z.string().trim();
const optional = text.transform((value) => (value === '' ? null : value));
const whole = optional.transform((value) => (value === null ? null : /^\d+$/.test(value) ? Number(value) : Number.NaN));
const { shape } = TitleDetails;
/** Tags as they are written in one field. */
const tagsOf = (value: string): string[] =>
  value
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

/** The fields' texts as details of a title: the same limits as in its events, an empty text is null. */
export const titleFormSchema = z.object({
  name: text.pipe(shape.name),
  synopsis: optional.pipe(shape.synopsis),
  releaseYear: whole.pipe(shape.releaseYear),
  attribution: optional.pipe(shape.attribution),
  age: whole.pipe(Age),
  tags: text.transform(tagsOf).pipe(TitleTagged.data.shape.tags),
});

export const formOf = (title: EditedTitle): TitleForm => ({
  name: title.name,
  synopsis: title.synopsis ?? '',
  releaseYear: title.releaseYear === null ? '' : String(title.releaseYear),
  attribution: title.attribution ?? '',
  age: title.age === null ? '' : String(title.age),
  tags: title.tags.join(', '),
});

/** Fields that differ from what they were. Spaces around a text are no change. */
export const changed = (base: TitleForm, form: TitleForm): readonly Field[] =>
  fields.filter((field) => base[field].trim() !== form[field].trim());

/** The changed fields as the mutations take them; an emptied field becomes null. @throws for a form that does not fit */
export function inputOf(base: TitleForm, form: TitleForm): Partial<EditedTitle> {
  const details = titleFormSchema.parse(form);
  return Object.fromEntries(changed(base, form).map((field) => [field, details[field]]));
}

export interface Clash {
  readonly field: Field;
  readonly mine: string;
  readonly theirs: string;
}

/**
 * Brings my unsaved changes onto what somebody else saved meanwhile. Fields that only one of us touched merge by themselves;
 * where both changed a field differently, mine stays in the form and the clash is shown.
 */
export function rebase(
  base: TitleForm,
  mine: TitleForm,
  theirs: TitleForm,
): { readonly form: TitleForm; readonly clashes: readonly Clash[] } {
  const [ours, others] = [new Set(changed(base, mine)), new Set(changed(base, theirs))];
  const merged = Object.fromEntries(
    fields.map((field) => [field, ours.has(field) ? mine[field] : theirs[field]]),
  ) as Record<Field, string>;
  const clashes = fields.filter(
    (field) => ours.has(field) && others.has(field) && mine[field].trim() !== theirs[field].trim(),
  );
  return { form: merged, clashes: clashes.map((field) => ({ field, mine: mine[field], theirs: theirs[field] })) };
}
