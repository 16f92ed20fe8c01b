import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef } from 'react';

/** A part of a page about one thing. */
export function Section({
  title,
  lead,
  anchor,
  children,
}: {
  title: string;
  lead?: string;
  /** What an address names it by, behind `#`: whoever comes by such a link is led to it. */
  anchor?: string;
  children: ReactNode;
}) {
  const heading = useId();
  const top = useRef<HTMLHeadingElement>(null);
  const isAsked = useRouterState({ select: ({ location }) => anchor !== undefined && location.hash === anchor });
  useEffect(() => {
    if (isAsked) top.current?.focus();
  }, [isAsked]);
  return (
    <section className="a-section" aria-labelledby={heading} id={anchor}>
      <h2 id={heading} ref={top} tabIndex={anchor === undefined ? undefined : -1}>
        {title}
      </h2>
      {lead !== undefined && <p className="a-section__lead">{lead}</p>}
      {children}
    </section>
  );
}

/** What it is, how it stands, and what can be done about it. */
export function Row({ name, children, action }: { name: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="a-row">
      <div className="a-row__text">
        <p className="a-row__name">{name}</p>
        <p className="a-row__value">{children}</p>
      </div>
      {action}
    </div>
  );
}
