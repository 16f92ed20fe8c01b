import './watching.css';
import { IconMovie } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { failureOf } from '../../app/graphql/failure.ts';
import { Chip, When } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { SessionDrawing } from './session-drawing.tsx';
import { type Decision, DecisionsOfQuery, type WhyNow, WhyNowQuery } from './watching.queries.ts';

const PAGE = 20;

interface WatchingTabProps {
  readonly accountId: string;
  /** Of the household: their caps count. */
  readonly profileIds: readonly string[];
  /** Whether the caller may read what players reported. */
  readonly seesLog: boolean;
}

/** What somebody asked to watch, what was decided and why, and how what was granted played. */
export function WatchingTab({ accountId, profileIds, seesLog }: WatchingTabProps) {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: DecisionsOfQuery,
    variables: { accountId, first: PAGE, after },
    // Each look is written into the log: one look, one question.
    requestPolicy: 'network-only',
  });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined)
    return (
      <div aria-busy="true" aria-label="Loading what they watched">
        <Skeleton height={72} />
        <Skeleton height={72} style={{ marginTop: 12 }} />
      </div>
    );
  const { edges, pageInfo } = data.decisionsOf;
  if (edges.length === 0 && after === null)
    return (
      <StateMessage icon={<IconMovie size={30} stroke={1.6} />} title="They have asked for no film yet">
        Each start appears here, granted or refused, with why.
      </StateMessage>
    );
  return (
    <>
      <ul className="s-watching">
        {edges.map(({ node }) => (
          <DecisionCard
            key={`${node.sessionId}/${node.at}`}
            decision={node}
            accountId={accountId}
            profileIds={profileIds}
            seesLog={seesLog}
          />
        ))}
      </ul>
      <div className="s-more">
        {after !== null && (
          <Button look="outline" onClick={() => setAfter(null)}>
            Newest
          </Button>
        )}
        {pageInfo.hasNextPage && (
          <Button look="outline" onClick={() => setAfter(pageInfo.endCursor)}>
            Older
          </Button>
        )}
      </div>
    </>
  );
}

function DecisionCard({ decision, accountId, profileIds, seesLog }: WatchingTabProps & { decision: Decision }) {
  const { sessionId, at, title, titleId, allow, reasons, territory, maxHeight, degraded } = decision;
  const [isDrawn, setDrawn] = useState(false);
  const { ask, answer, problem, isAsking } = useWhyNow(decision, accountId, profileIds);
  const name = title?.name ?? 'A title that is gone';
  const facts = [
    territory === null ? 'nobody knew where' : `in ${territory}`,
    ...(allow && maxHeight !== null ? [`up to ${maxHeight}p`] : []),
    ...(degraded ? ['by what was known last'] : []),
  ];
  return (
    <li className="s-card s-decision">
      <div className="s-decision__head">
        <h2>
          {title === null ? (
            name
          ) : (
            <Link to="/studio/titles/$titleId" params={{ titleId }} className="s-inline-link">
              {name}
            </Link>
          )}
        </h2>
        <Chip tone={allow ? 'good' : 'bad'}>{allow ? 'granted' : 'refused'}</Chip>
        <span className="s-faint">
          <When at={at} />, {facts.join(', ')}
        </span>
      </div>
      {reasons.length > 0 && (
        <ul className="s-decision__why">
          {reasons.map(({ code, text }) => (
            <li key={code}>
              {text} <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
      <div className="s-actions">
        <Button
          look="outline"
          small
          disabled={isAsking}
          aria-busy={isAsking}
          aria-label={`Would it play now? ${name}`}
          onClick={() => void ask()}
        >
          Would it play now?
        </Button>
        {allow && seesLog && (
          <Button
            look="outline"
            small
            aria-expanded={isDrawn}
            aria-label={`How it played: ${name}`}
            onClick={() => setDrawn(!isDrawn)}
          >
            How it played
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {answer !== null && <Answer answer={answer} />}
        {problem !== null && <p className="field__error">{problem}</p>}
      </div>
      {isDrawn && <SessionDrawing sessionId={sessionId} />}
    </li>
  );
}

/** The same question once more, by the rules and rights of now. */
function useWhyNow({ titleId, territory, profileId: whose }: Decision, accountId: string, known: readonly string[]) {
  // Who chose no profile watched by that of the browser, which has no cap.
  const profileId = known.includes(whose) ? whose : null;
  const client = useClient();
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<WhyNow | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async () => {
    setAsking(true);
    setProblem(null);
    const { data, error } = await client
      .query(WhyNowQuery, { titleId, accountId, profileId, territory }, { requestPolicy: 'network-only' })
      .toPromise();
    setAsking(false);
    setAnswer(data?.whyMayNotSee ?? null);
    if ((data?.whyMayNotSee ?? null) === null)
      setProblem(error === undefined ? 'There is no such title any more.' : failureOf(error).remedy);
  };
  return { ask, answer, problem, isAsking };
}

function Answer({ answer: { allow, seen, reasons, grant } }: { answer: WhyNow }) {
  return (
    <div className="s-decision__now">
      <Chip tone={allow ? 'good' : seen ? 'warn' : 'bad'}>
        {allow
          ? `It would play now${grant === null ? '' : `, by their ${grant}`}`
          : seen
            ? 'They see it, and it would not play now'
            : 'They do not know of it now'}
      </Chip>
      {reasons.length > 0 && (
        <ul className="s-decision__why">
          {reasons.map(({ code, text }) => (
            <li key={code}>
              {text} <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
