import './frame.css';
import './account.css';
import './export.css';
import { IconArrowLeft, IconDownload, IconFileOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Skeleton, StateMessage } from '../design/states.tsx';
import { ExportContent } from './export-content.tsx';
import { type Fetched, fetchExport } from './export-document.ts';
import { PageHeading } from './frame.tsx';
import { useStepUp } from './step-up.tsx';

const route = getRouteApi('/viewer/account/data/$exportId');

/** A copy of everything about whoever is signed in, to read; and to take along as a file. */
export function ExportPage() {
  const { exportId } = route.useParams();
  const { guarded } = useStepUp();
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const load = useCallback(async () => {
    setFetched(null);
    // In the shape of a mutation's answer, so that a refusal for want of a proof asks for one.
    const { data } = await guarded(async () => ({ data: { copy: await fetchExport(exportId) } }));
    setFetched(data.copy);
  }, [exportId, guarded]);
  useEffect(() => void load(), [load]);
  if (fetched === null) return <Loading />;
  if (fetched.kind === 'refused') return <Refused message={fetched.message} onRetry={() => void load()} />;
  const { document, text } = fetched;
  return (
    <div className="a-page">
      <title>Your data · Reprise</title>
      <Back />
      <PageHeading>Your data</PageHeading>
      <p className="a-section__lead">
        Everything that Reprise knows of you, as of{' '}
        <time dateTime={document.madeAt}>
          {new Date(document.madeAt).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' })}
        </time>
        . Passwords, PINs and keys are kept in a form that nobody can read back; they are not in it.
      </p>
      <div>
        <Button look="outline" onClick={() => save(text, document.madeAt)}>
          <IconDownload size={18} stroke={1.8} aria-hidden="true" />
          Save as a file
        </Button>
      </div>
      <ExportContent document={document} />
    </div>
  );
}

/** Hands the document to the browser as a file. */
function save(text: string, madeAt: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `reprise-my-data-${madeAt.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function Back() {
  return (
    <Link to="/account" className="a-link">
      <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
      Your account
    </Link>
  );
}

function Refused({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <>
      <title>Your data · Reprise</title>
      <StateMessage
        whole
        icon={<IconFileOff size={30} stroke={1.6} />}
        title="This copy cannot be opened"
        actions={
          <>
            <Button look="primary" onClick={onRetry}>
              Try again
            </Button>
            <Back />
          </>
        }
      >
        {message}
      </StateMessage>
    </>
  );
}

function Loading() {
  return (
    <div className="a-page" aria-busy="true" aria-label="Loading your data">
      <Skeleton width={220} height={34} />
      <Skeleton height={190} style={{ borderRadius: 16 }} />
      <Skeleton height={240} style={{ borderRadius: 16 }} />
    </div>
  );
}
