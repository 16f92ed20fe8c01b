import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Chip, When } from '../../design/bits.tsx';
import { clock } from '../../design/format.ts';
import { Picture } from '../../design/picture.tsx';
import type { StudioTitle } from './title.queries.ts';
import { type SortKey, statusChips } from './title-list.ts';

interface TitleTableProps {
  readonly titles: readonly StudioTitle[];
  readonly order: { readonly key: SortKey; readonly down: boolean };
  readonly onSort: (key: SortKey) => void;
}

/** Titles as rows; a heading sorts by its column. */
export function TitleTable({ titles, order, onSort }: TitleTableProps) {
  const heading = (key: SortKey, label: string, className = '') => (
    <th
      scope="col"
      className={className}
      aria-sort={order.key === key ? (order.down ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="s-sort" onClick={() => onSort(key)}>
        {label}
        {order.key === key &&
          (order.down ? <IconArrowDown size={14} aria-hidden="true" /> : <IconArrowUp size={14} aria-hidden="true" />)}
      </button>
    </th>
  );
  return (
    <table className="s-table s-table--titles">
      <caption className="visually-hidden">Titles</caption>
      <thead>
        <tr>
          {heading('name', 'Name')}
          {heading('status', 'Status')}
          {heading('year', 'Year', 's-num s-hide')}
          {heading('runtime', 'Runtime', 's-num s-hide')}
          {heading('created', 'Created', 's-hide')}
        </tr>
      </thead>
      <tbody>
        {titles.map((title) => {
          const [, label, tone] = statusChips.find(([value]) => value === title.status) ?? statusChips[0];
          return (
            <tr key={title.id}>
              <th scope="row">
                <div className="s-title-cell">
                  <Picture src={title.posterUrl} placeholder={title.posterPlaceholder} alt="" className="s-thumb" />
                  <Link to="/studio/titles/$titleId" params={{ titleId: title.id }} className="s-row-link">
                    {title.name}
                  </Link>
                </div>
              </th>
              <td>
                <Chip tone={tone}>{label}</Chip>
                {title.status === 'DRAFT' && (
                  <span className="s-blocked">
                    {title.playable
                      ? 'ready to publish'
                      : title.asset?.stage === 'REJECTED'
                        ? 'film rejected'
                        : 'film not ready'}
                  </span>
                )}
              </td>
              <td className="s-num s-hide">{title.releaseYear ?? '–'}</td>
              <td className="s-num s-hide">{title.durationMs === null ? '–' : clock(title.durationMs)}</td>
              <td className="s-hide">
                <When at={title.createdAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
