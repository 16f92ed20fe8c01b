import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../forms/issue-message.ts';
import { changed, formOf, inputOf, rebase, type TitleForm, titleFormSchema } from './title-form.ts';

const base = formOf({
  name: 'Crystal',
  synopsis: null,
  releaseYear: 2006,
  attribution: 'CC BY 3.0',
  age: null,
  tags: [],
});

test('only what changed is sent, and an emptied field becomes null', () => {
  assert.deepEqual(inputOf(base, { ...base, name: ' Crystal ', releaseYear: '', attribution: 'CC BY 4.0 ' }), {
    releaseYear: null,
    attribution: 'CC BY 4.0',
  });
  assert.deepEqual(changed(base, { ...base, synopsis: '  ' }), []);
});

/** What a form says beside each field. */
const problemsOf = (form: TitleForm): Record<string, string> =>
  Object.fromEntries(
    (titleFormSchema.safeParse(form).error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]),
  );

test('problems stand at their field and say what to do, by the limits of the events', () => {
  assert.deepEqual(
    problemsOf({
      name: ' ',
      releaseYear: '1492',
      synopsis: 'x'.repeat(4001),
      attribution: 'x'.repeat(501),
      age: '19',
      tags: '',
    }),
    {
      name: 'Write something here.',
      synopsis: 'Keep it within 4,000 characters.',
      releaseYear: 'Write 1870 or more.',
      attribution: 'Keep it within 500 characters.',
      age: 'Write 18 or less.',
    },
  );
  assert.deepEqual(problemsOf({ ...base, releaseYear: '2201' }), { releaseYear: 'Write 2200 or less.' });
  for (const year of ['1870', ' 2200 ', '']) assert.deepEqual(problemsOf({ ...base, releaseYear: year }), {}, year);
  for (const year of ['2006a', '2e3', '-2000', '2000.5'])
    assert.deepEqual(problemsOf({ ...base, releaseYear: year }), { releaseYear: 'Write a whole number.' }, year);
});

test('changes of two people to different fields merge by themselves', () => {
  const { form, clashes } = rebase(base, { ...base, synopsis: 'Mine' }, { ...base, name: 'Theirs' });
  assert.deepEqual(form, { ...base, synopsis: 'Mine', name: 'Theirs' });
  assert.deepEqual(clashes, []);
});

test('changes of two people to one field are shown, the same change is not', () => {
  const { form, clashes } = rebase(
    base,
    { ...base, name: 'Mine', releaseYear: '2007' },
    { ...base, name: 'Theirs', releaseYear: '2007' },
  );
  assert.deepEqual(clashes, [{ field: 'name', mine: 'Mine', theirs: 'Theirs' }]);
  assert.equal(form.name, 'Mine');
});
