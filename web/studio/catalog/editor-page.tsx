import { IconArrowLeft, IconExternalLink, IconMovieOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery, useSubscription } from 'urql';
import { Chip } from '../../design/bits.tsx';
import { buttonClass } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { History } from '../history/history.tsx';
import { PageHead } from '../page-head.tsx';
import { Tabs } from '../tabs.tsx';
import { RightsTab } from './rights-tab.tsx';
import { PublishAction } from './publish-action.tsx';
import { type StudioTitle, StudioTitleQuery, TitleChanged } from './title.queries.ts';
import { statusChips } from './title-list.ts';
import { TitleEditor } from './title-editor.tsx';
import { TitlePrices } from './title-prices.tsx';
import { WatchingNow } from './watching-now.tsx';
import { WhoMayWatch } from './who-may-watch.tsx';

const route = getRouteApi('/studio/titles/$titleId');

/** One title: its words, its state, its history. */
export function EditorPage() {
  const { titleId } = route.useParams();
  const [{ data, error, fetching }, refresh] = useQuery({ query: StudioTitleQuery, variables: { id: titleId } });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined)
    return (
      <>
        <Skeleton width={280} height={34} />
        <Skeleton height={420} style={{ marginTop: 24 }} />
      </>
    );
  if (data.title === null) {
    return (
      <StateMessage
        whole
        icon={<IconMovieOff size={30} stroke={1.6} />}
        title="There is no such title"
        actions={
          <Link to="/studio/titles" className={buttonClass('primary')}>
            See all titles
          </Link>
        }
      >
        The link may be mistyped.
      </StateMessage>
    );
  }
  return <Editor key={titleId} loaded={data.title} seesPeople={data.me.permissions.includes('people.read')} />;
}

function Editor({ loaded, seesPeople }: { loaded: StudioTitle; seesPeople: boolean }) {
  const { tab } = route.useSearch();
  const [own, setOwn] = useState(loaded);
  const [{ data: heard }] = useSubscription({ query: TitleChanged, variables: { id: loaded.id } });
  const newest = [loaded, own, heard?.titleChanged].reduce<StudioTitle>(
    (best, one) =>
      one !== undefined && one.id === best.id && BigInt(one.revision) > BigInt(best.revision) ? one : best,
    own,
  );
  const [, label, tone] = statusChips.find(([value]) => value === newest.status) ?? statusChips[0];
  const to = { to: '/studio/titles/$titleId', params: { titleId: newest.id } } as const;
  return (
    <>
      <PageHead
        title={newest.name}
        crumb={
          <Link to="/studio/titles" className="s-back">
            <IconArrowLeft size={16} />
            Titles
          </Link>
        }
        state={
          <>
            <Chip tone={tone}>{label}</Chip>
            {newest.status === 'PUBLISHED' && <WatchingNow titleId={newest.id} />}
          </>
        }
        actions={
          <>
            {newest.status === 'PUBLISHED' && (
              <Link
                to="/title/$titleId"
                params={{ titleId: newest.id }}
                target="_blank"
                className={buttonClass('outline')}
              >
                <IconExternalLink size={18} />
                See it as a viewer
              </Link>
            )}
            <PublishAction title={newest} onChanged={setOwn} />
          </>
        }
      />
      <Tabs
        label="Title"
        tabs={[
          { name: 'Details', link: (inner) => <Link {...to} search={{}} {...inner} /> },
          ...(seesPeople
            ? [
                {
                  name: 'Who may watch',
                  link: (inner: object) => <Link {...to} search={{ tab: 'access' }} {...inner} />,
                },
              ]
            : []),
          { name: 'Rights', link: (inner) => <Link {...to} search={{ tab: 'rights' }} {...inner} /> },
          { name: 'Prices', link: (inner) => <Link {...to} search={{ tab: 'prices' }} {...inner} /> },
          { name: 'History', link: (inner) => <Link {...to} search={{ tab: 'history' }} {...inner} /> },
        ]}
      />
      {tab === 'access' && seesPeople ? (
        <WhoMayWatch titleId={newest.id} />
      ) : tab === 'rights' ? (
        <RightsTab titleId={newest.id} />
      ) : tab === 'history' ? (
        <History
          streams={[
            ['The title', `title-${newest.id}`],
            ['Its rights', `rights-${newest.id}`],
          ]}
          version={newest.revision}
        />
      ) : tab === 'prices' ? (
        <TitlePrices titleId={newest.id} name={newest.name} />
      ) : (
        <TitleEditor title={newest} onSaved={setOwn} />
      )}
    </>
  );
}
