import './frame.css';
import { Link, Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { ViewerProvider } from '../app/graphql/viewer-client.tsx';
import { Wordmark } from '../design/bits.tsx';
import { ThemeSwitch } from '../design/theme-switch.tsx';

/** The frame of pages with one thing to do: nothing but the name above them. */
export function Frame() {
  return (
    <ViewerProvider>
      <header className="a-header">
        <Link to="/">
          <Wordmark />
          <span className="visually-hidden">, all films</span>
        </Link>
        <ThemeSwitch area="viewer" />
      </header>
      <main id="content" className="a-main">
        <Outlet />
      </main>
    </ViewerProvider>
  );
}

interface CardProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** A picture above the title. */
  readonly icon?: ReactNode;
  /** Puts the focus on the title: for what took the place of something else. */
  readonly arrived?: boolean;
  readonly children?: ReactNode;
}

/** One thing to do. */
export function Card({ title, lead, icon, arrived = false, children }: CardProps) {
  return (
    <section className="a-card">
      <title>{`${title} · Reprise`}</title>
      {icon !== undefined && (
        <div className="a-card__icon" aria-hidden="true">
          {icon}
        </div>
      )}
      <PageHeading arrived={arrived}>{title}</PageHeading>
      {lead !== undefined && <div className="a-card__lead">{lead}</div>}
      {children}
    </section>
  );
}

/** A page's title, which takes the focus when the page came in the place of another, so that it is read out. */
export function PageHeading({ arrived = true, children }: { arrived?: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) heading.current?.focus();
  }, [arrived]);
  return (
    <h1 ref={heading} tabIndex={-1} className="a-title">
      {children}
    </h1>
  );
}
