import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Chip, useNow } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { dayOf, instantOf } from '../../design/days.ts';
import { linesOf, modelNames, placesOf, stateOf } from './rights-lines.ts';
import { type Window, TitleRightsQuery } from './rights.queries.ts';
import { EndWindowDialog, WindowDialog } from './window-dialog.tsx';

type Open =
  | { readonly what: 'window'; readonly window: Window | null }
  | { readonly what: 'end'; readonly window: Window };

/** Where, for what and when a title may be shown: drawn over time, and as a list. */
export function RightsTab({ titleId }: { titleId: string }) {
  const now = useNow(60_000);
  const [open, setOpen] = useState<Open | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: TitleRightsQuery,
    variables: { id: titleId },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const close = () => setOpen(null);
  if (data === undefined && error !== undefined && !fetching) return <FailureMessage error={error} onRetry={again} />;
  if (data === undefined)
    return (
      <div aria-busy="true">
        <Skeleton height={260} />
      </div>
    );
  const windows = data.title?.rights ?? [];
  const mayEdit = data.me.permissions.includes('rights.edit');
  const add = mayEdit && (
    <Button look="primary" onClick={() => setOpen({ what: 'window', window: null })}>
      <IconPlus size={18} />
      Add a window
    </Button>
  );
  return (
    <>
      {windows.length === 0 && (
        <StateMessage
          icon={<IconCalendarOff size={30} stroke={1.6} />}
          title="Nobody said any window yet"
          actions={add}
        >
          Where and when a title may be shown, and whether it takes a plan, is said by its windows. Without any, what
          the installation says of such titles counts.
        </StateMessage>
      )}
      {windows.length > 0 && (
        <>
          <Lines windows={windows} now={now} />
          <section className="s-card" aria-labelledby="rights-windows">
            <div className="s-program__head">
              <h2 id="rights-windows" className="s-program__name">
                Windows
              </h2>
              {add}
            </div>
            <ul className="s-keys s-rights__list">
              {windows.map((window) => (
                <li key={window.id}>
                  <div className="s-keys__text">
                    <p>
                      <strong>{placesOf(window)}</strong>, {modelNames[window.model]}{' '}
                      <WindowState window={window} now={now} />
                    </p>
                    <p className="s-faint">
                      {instantOf(window.start)} –{' '}
                      {window.end === null ? 'until somebody ends it' : instantOf(window.end)}
                      {window.maxHeight !== null && `, up to ${window.maxHeight}p`}
                    </p>
                  </div>
                  {mayEdit && !window.isEnded && stateOf(window, now) !== 'over' && (
                    <div className="s-program__actions">
                      <Button
                        small
                        look="outline"
                        aria-label={`Change: ${placesOf(window)}, ${modelNames[window.model]}`}
                        onClick={() => setOpen({ what: 'window', window })}
                      >
                        Change
                      </Button>
                      <Button
                        small
                        look="danger"
                        aria-label={`End: ${placesOf(window)}, ${modelNames[window.model]}`}
                        onClick={() => setOpen({ what: 'end', window })}
                      >
                        End
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      {open?.what === 'window' && (
        <WindowDialog titleId={titleId} window={open.window} onSaved={again} onClose={close} />
      )}
      {open?.what === 'end' && (
        <EndWindowDialog titleId={titleId} window={open.window} onEnded={again} onClose={close} />
      )}
    </>
  );
}

function WindowState({ window, now }: { window: Window; now: number }) {
  const state = stateOf(window, now);
  if (state === 'open') return <Chip tone="good">open</Chip>;
  return state === 'to come' ? <Chip tone="info">to come</Chip> : <Chip>over</Chip>;
}

/** The same as the list beneath it, drawn. */
function Lines({ windows, now }: { windows: readonly Window[]; now: number }) {
  const { start, end, now: today, lines } = linesOf(windows, now);
  return (
    <figure className="s-card s-rights" aria-label="Windows over time">
      {lines.map(({ place, bars }) => (
        <div key={place} className="s-rights__line">
          <span className="s-rights__place">{place}</span>
          <div className="s-rights__track" aria-hidden="true">
            <i className="s-rights__today" style={{ left: `${today * 100}%` }} />
            {bars.map(({ window, left, width, isOpenEnded }) => (
              <span
                key={window.id}
                className="s-rights__bar"
                data-model={window.model}
                data-over={stateOf(window, now) === 'over'}
                data-open-ended={isOpenEnded}
                style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
                title={`${modelNames[window.model]}: ${dayOf(window.start)} – ${window.end === null ? '…' : dayOf(window.end)}`}
              >
                {modelNames[window.model]}
              </span>
            ))}
          </div>
        </div>
      ))}
      <figcaption className="s-plot__axis s-rights__axis" aria-hidden="true">
        <span>{today > 0.2 && dayOf(new Date(start).toISOString())}</span>
        <span className="s-plot__today" style={{ left: `${today * 100}%` }}>
          today
        </span>
        <span>{dayOf(new Date(end).toISOString())}</span>
      </figcaption>
    </figure>
  );
}
