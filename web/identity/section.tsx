import { type ReactNode, useId } from 'react';

/** A part of a page about one thing. */
export function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="a-section" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
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
