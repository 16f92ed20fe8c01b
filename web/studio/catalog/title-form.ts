/** What an editor may say about a title, as text in fields. */
export interface TitleForm {
  readonly name: string;
  readonly synopsis: string;
  readonly releaseYear: string;
  readonly attribution: string;
}
export type Field = keyof TitleForm;
export const fields: readonly Field[] = ['name', 'synopsis', 'releaseYear', 'attribution'];
export const fieldNames: Readonly<Record<Field, string>> = {
  name: 'Name',
  synopsis: 'Synopsis',
  releaseYear: 'Year',
  attribution: 'Attribution',
};

interface Details {
  readonly name: string;
  readonly synopsis: string | null;
  readonly releaseYear: number | null;
  readonly attribution: string | null;
}

export const formOf = (title: Details): TitleForm => ({
  name: title.name,
  synopsis: title.synopsis ?? '',
  releaseYear: title.releaseYear === null ? '' : String(title.releaseYear),
  attribution: title.attribution ?? '',
});

/** Fields that differ from what they were. Spaces around a text are no change. */
export const changed = (base: TitleForm, form: TitleForm): readonly Field[] =>
  fields.filter((field) => base[field].trim() !== form[field].trim());

/** What is wrong with a form, by field: what to do about it. The limits are those of the title's event schemas. */
export function problemsOf(form: TitleForm): Partial<Record<Field, string>> {
  const problems: Partial<Record<Field, string>> = {};
  const year = form.releaseYear.trim();
  if (form.name.trim() === '') problems.name = 'Give the film a name.';
  else if (form.name.trim().length > 200) problems.name = 'Keep the name within 200 characters.';
  if (form.synopsis.trim().length > 4000) problems.synopsis = 'Keep the synopsis within 4,000 characters.';
  if (year !== '' && !(/^\d{4}$/.test(year) && Number(year) >= 1870 && Number(year) <= 2200))
    problems.releaseYear = 'Write a year between 1870 and 2200, or leave it empty.';
  if (form.attribution.trim().length > 500) problems.attribution = 'Keep the attribution within 500 characters.';
  return problems;
}

/** The changed fields as the mutation takes them; an emptied field becomes null. */
export function inputOf(
  base: TitleForm,
  form: TitleForm,
): { name?: string; synopsis?: string | null; releaseYear?: number | null; attribution?: string | null } {
  const dirty = new Set(changed(base, form));
  const text = (field: 'synopsis' | 'attribution') => form[field].trim() || null;
  return {
    ...(dirty.has('name') ? { name: form.name.trim() } : {}),
    ...(dirty.has('synopsis') ? { synopsis: text('synopsis') } : {}),
    ...(dirty.has('releaseYear')
      ? { releaseYear: form.releaseYear.trim() === '' ? null : Number(form.releaseYear) }
      : {}),
    ...(dirty.has('attribution') ? { attribution: text('attribution') } : {}),
  };
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
