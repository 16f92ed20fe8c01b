import { at, type Diary, list, said, text } from '../../app/diary.ts';

/** How the events of titles read. */
export const catalogDiary: Diary = {
  'catalog.TitleCreated': (data) => said('drafted the title', at(data, 'details', 'name')),
  'catalog.TitleDetailsEdited': (data) => said('changed', changesOf(list(at(data, 'changes')))),
  'catalog.TitleMediaAttached': () => said('attached the playable film'),
  'catalog.TitlePublished': (data) => said('published', at(data, 'name')),
  'catalog.RightsWindowGranted': () => said('granted a rights window'),
  'catalog.RightsWindowAmended': (data) => said('changed a rights window:', at(data, 'why')),
  'catalog.RightsWindowEnded': (data) => said('ended a rights window:', at(data, 'why')),
  'catalog.RightsWindowOpened': () => said('a rights window has begun'),
  'catalog.RightsWindowClosed': () => said('a rights window is over'),
  'catalog.TitleTagged': (data) => said('gave the title its tags:', listOf(at(data, 'tags'))),
  'catalog.TitleRated': (data) => said('rated the title:', ageOf(at(data, 'age'))),
  'catalog.TitleUnpublished': (data) => said('took the title down:', at(data, 'reason')),
};

const listOf = (tags: unknown): string => (Array.isArray(tags) && tags.length > 0 ? tags.join(', ') : 'none');
const ageOf = (age: unknown): string => (typeof age === 'number' ? `from ${age} years on` : 'not rated');

const names: Readonly<Record<string, string>> = {
  name: 'name',
  synopsis: 'synopsis',
  releaseYear: 'year',
  attribution: 'attribution',
};

/** One change with what it was before; of several the names alone, the raw event has the rest. */
function changesOf(changes: readonly unknown[]): string {
  const fields = changes.map((change) => text(at(change, 'field'))).map((field) => names[field] ?? field);
  return changes.length === 1 ? changeOf(changes[0]) : fields.join(', ');
}

function changeOf(change: unknown): string {
  const field = text(at(change, 'field'));
  const short = (value: unknown): string => {
    const whole = text(value, 'nothing');
    return whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
  };
  return `${names[field] ?? field} from “${short(at(change, 'before'))}” to “${short(at(change, 'after'))}”`;
}
