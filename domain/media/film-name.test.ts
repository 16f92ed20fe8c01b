import { equal } from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { TitleDetails } from '../../schemas/catalog/title.events.ts';
import { filmName } from './film-name.ts';

it('a film gets a readable name from its file', () => {
  equal(filmName('big_buck_bunny_1080p.mp4'), 'Big Buck Bunny 1080p');
  equal(filmName('Tears.of.Steel.2012.mkv'), 'Tears Of Steel 2012');
  equal(filmName('C:\\films\\élan vital.MOV'), 'Élan Vital');
  equal(filmName('.mp4'), 'Untitled film');
  equal(filmName('___'), 'Untitled film');
});

it('every file name gives a name that a title may have', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 255, unit: 'grapheme' }), (fileName) => {
      const name = filmName(fileName);
      TitleDetails.shape.name.parse(name);
      equal(name, name.trim());
    }),
  );
});
