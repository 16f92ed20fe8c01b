import {
  IconBrandGraphql,
  IconDeviceTv,
  IconLayoutKanban,
  IconListDetails,
  IconLogout,
  IconMovie,
  IconTimeline,
} from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../app/graphql/gql.ts';
import { Wordmark } from '../design/bits.tsx';
import { ThemeSwitch } from '../design/theme-switch.tsx';
import { useFilmRefresh } from './live.tsx';

const CountsQuery = graphql(`
  query NavCounts {
    assetCounts {
      stage
      count
    }
    studioTitles(first: 50, status: DRAFT) {
      edges {
        node {
          id
          playable
        }
      }
    }
    projections {
      parked
    }
  }
`);

/** Where to go, and how much there needs a person. */
export function SideNav({ onLeave }: { onLeave: () => void }) {
  const [{ data }, refresh] = useQuery({ query: CountsQuery });
  useFilmRefresh(refresh);
  useEffect(() => {
    const timer = setInterval(() => refresh({ requestPolicy: 'network-only' }), 30_000);
    return () => clearInterval(timer);
  }, [refresh]);

  const of = (...stages: string[]) =>
    data?.assetCounts.filter(({ stage }) => stages.includes(stage)).reduce((sum, { count }) => sum + count, 0) ?? 0;
  const drafts = data?.studioTitles.edges.filter(({ node }) => node.playable).length ?? 0;
  const parked = data?.projections.reduce((sum, projection) => sum + projection.parked, 0) ?? 0;
  return (
    <nav className="s-nav" aria-label="Studio">
      <Link to="/studio/pipeline" className="s-nav__home">
        <Wordmark area="Studio" />
      </Link>
      <ul className="s-nav__list">
        <NavItem to="/studio/pipeline" icon={<IconLayoutKanban size={20} stroke={1.7} />} label="Pipeline">
          <Count value={of('UPLOADING', 'PROBING', 'ENCODING', 'PACKAGING')} says="in work" />
          <Count value={of('REJECTED')} says="rejected" bad />
        </NavItem>
        <NavItem to="/studio/titles" icon={<IconMovie size={20} stroke={1.7} />} label="Titles">
          <Count value={drafts} says="ready to publish" />
        </NavItem>
        <NavItem to="/studio/log" icon={<IconTimeline size={20} stroke={1.7} />} label="Log" />
        <NavItem to="/studio/projections" icon={<IconListDetails size={20} stroke={1.7} />} label="Projections">
          <Count value={parked} says="parked events" bad />
        </NavItem>
      </ul>
      <div className="s-nav__foot">
        <Link to="/" className="s-nav__item">
          <IconDeviceTv size={20} stroke={1.7} />
          <span>Viewer</span>
        </Link>
        <a href="/graphiql/" className="s-nav__item s-nav__item--wide">
          <IconBrandGraphql size={20} stroke={1.7} />
          <span>GraphiQL</span>
        </a>
        <div className="s-nav__tools">
          <ThemeSwitch area="studio" />
          <button
            type="button"
            className="btn btn--ghost btn--icon"
            aria-label="Forget the token in this browser"
            title="Forget the token in this browser"
            onClick={onLeave}
          >
            <IconLogout size={20} stroke={1.7} />
          </button>
        </div>
      </div>
    </nav>
  );
}

interface NavItemProps {
  readonly to: '/studio/pipeline' | '/studio/titles' | '/studio/log' | '/studio/projections';
  readonly icon: ReactNode;
  readonly label: string;
  readonly children?: ReactNode;
}

function NavItem({ to, icon, label, children }: NavItemProps) {
  // A film's own page belongs to the pipeline, though its address is another one.
  const here = useRouterState({
    select: ({ location }) =>
      (location.pathname.startsWith('/studio/assets') ? '/studio/pipeline' : location.pathname).startsWith(to),
  });
  return (
    <li>
      <Link to={to} className="s-nav__item" data-here={here} activeOptions={{ includeSearch: false }}>
        {icon}
        <span>{label}</span>
        {children}
      </Link>
    </li>
  );
}

function Count({ value, says, bad = false }: { value: number; says: string; bad?: boolean }) {
  if (value === 0) return null;
  return (
    <b className={bad ? 's-count s-count--bad' : 's-count'} title={`${value} ${says}`}>
      {value >= 50 ? '50+' : value}
      <span className="visually-hidden"> {says}</span>
    </b>
  );
}
