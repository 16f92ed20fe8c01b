import { at, type Diary, list, said, text } from '../../app/diary.ts';

/** How the events of titles read. */
export const catalogDiary: Diary = {
  'catalog.TitleCreated': (data) => said('drafted the title', at(data, 'details', 'name')),
  'catalog.TitleDetailsEdited': (data) => said('changed', list(at(data, 'changes')).map(changeOf).join('; ')),
  'catalog.TitleMediaAttached': () => said('attached the playable film'),
  'catalog.TitlePublished': (data) => said('published', at(data, 'name')),
  'catalog.TitleUnpublished': (data) => said('took the title down:', at(data, 'reason')),
};

const names: Readonly<Record<string, string>> = {
  name: 'name',
  synopsis: 'synopsis',
  releaseYear: 'year',
  attribution: 'attribution',
};

function changeOf(change: unknown): string {
  const field = text(at(change, 'field'));
  const short = (value: unknown): string => {
    const whole = text(value, 'nothing');
    return whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
  };
  return `${names[field] ?? field} from “${short(at(change, 'before'))}” to “${short(at(change, 'after'))}”`;
}
