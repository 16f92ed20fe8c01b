import { IconMailbox } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { When } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { textWithLinks } from './text-with-links.ts';
import { OutboxQuery } from './people.queries.ts';

/** Messages to people that nobody delivers, for the operator of this machine. */
export function OutboxPage() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: OutboxQuery, requestPolicy: 'network-only' });
  const again = () => refresh({ requestPolicy: 'network-only' });
  return (
    <>
      <PageHead title="Outbox" actions={<Button onClick={again}>Look again</Button>}>
        {data?.accountPolicy.outbox === true && (
          <p className="notice">
            <span>
              No mail server is set (<code>REPRISE_SMTP_URL</code>), so messages to people wait on this machine. Their
              links open accounts: whoever sees this page can hand them on.
            </span>
          </p>
        )}
      </PageHead>
      {data === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {data === undefined && (error === undefined || fetching) && <Skeleton height={220} />}
      {data?.outbox.length === 0 && (
        <StateMessage icon={<IconMailbox size={30} stroke={1.6} />} title="No message waits">
          {data.accountPolicy.outbox
            ? 'When somebody signs up or is invited, their message appears here.'
            : 'A mail server is set: it takes every message.'}
        </StateMessage>
      )}
      {data?.outbox.map(({ id, to, title, text, at }) => (
        <article key={id} className="s-card" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <p className="s-line__meta">
            <span>to {to}</span>
            <When at={at} />
          </p>
          <p className="s-message">
            {textWithLinks(text).map((part) =>
              part.href === null ? (
                part.text
              ) : (
                <a key={part.href} href={part.href}>
                  {part.text}
                </a>
              ),
            )}
          </p>
        </article>
      ))}
    </>
  );
}
