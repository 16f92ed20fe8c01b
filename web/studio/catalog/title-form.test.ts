import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, formOf, inputOf, problemsOf, rebase } from './title-form.ts';

const base = formOf({ name: 'Crystal', synopsis: null, releaseYear: 2006, attribution: 'CC BY 3.0' });

test('only what changed is sent, and an emptied field becomes null', () => {
  assert.deepEqual(inputOf(base, { ...base, name: ' Crystal ', releaseYear: '', attribution: 'CC BY 4.0 ' }), {
    releaseYear: null,
    attribution: 'CC BY 4.0',
  });
  assert.deepEqual(changed(base, { ...base, synopsis: '  ' }), []);
});

test('problems name the field and the remedy', () => {
  assert.deepEqual(
    Object.keys(
      problemsOf({ ...base, name: ' ', releaseYear: '1492', synopsis: 'x'.repeat(4001), attribution: 'x'.repeat(501) }),
    ),
    ['name', 'synopsis', 'releaseYear', 'attribution'],
  );
  for (const year of ['1870', '2200', '']) assert.deepEqual(problemsOf({ ...base, releaseYear: year }), {}, year);
  for (const year of ['1869', '2201', '20', '2006a', '1e3'])
    assert.ok(problemsOf({ ...base, releaseYear: year }).releaseYear, year);
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
