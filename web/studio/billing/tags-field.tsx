import { useId } from 'react';
import { useQuery } from 'urql';
import { counted } from '../../design/format.ts';
import { TitleTagsQuery } from './plans.queries.ts';

interface TagsFieldProps {
  /** Those that are chosen. */
  readonly value: readonly string[];
  readonly onValue: (tags: readonly string[]) => void;
}

/** Which titles a plan has: those with one of the chosen tags, of those that titles have; none chosen: all titles. */
export function TagsField({ value, onValue }: TagsFieldProps) {
  const id = useId();
  const [{ data, error }] = useQuery({ query: TitleTagsQuery, requestPolicy: 'cache-and-network' });
  const inUse = data?.titleTags ?? [];
  // What the plan names already stays to be seen, also when no title has it any more.
  const gone = value.filter((tag) => !inUse.some((each) => each.tag === tag)).map((tag) => ({ tag, titles: 0 }));
  const all = [...inUse, ...gone];
  return (
    <fieldset className="s-tags" aria-busy={data === undefined && error === undefined}>
      <legend>Only titles with one of these tags</legend>
      {all.length === 0 ? (
        <p className="s-faint">
          {error === undefined ? 'No title has a tag yet: the plan has every title.' : 'The tags cannot be read now.'}
        </p>
      ) : (
        <>
          <p className="s-faint">{value.length === 0 ? 'None chosen: the plan has every title.' : null}</p>
          <div className="s-tags__list">
            {all.map(({ tag, titles }, index) => (
              <div key={tag} className="check">
                <input
                  id={`${id}-${index}`}
                  type="checkbox"
                  checked={value.includes(tag)}
                  onChange={({ target }) =>
                    onValue(target.checked ? [...value, tag] : value.filter((each) => each !== tag))
                  }
                />
                <label htmlFor={`${id}-${index}`}>
                  {tag} <span className="s-faint">{counted(titles, 'title')}</span>
                </label>
              </div>
            ))}
          </div>
        </>
      )}
    </fieldset>
  );
}
