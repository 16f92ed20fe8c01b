import type { ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly state?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Where this page lies, e.g. a link back to the list. */
  readonly crumb?: ReactNode;
}

/** The same frame on every page: where you are, its state, and the one next action. */
export function PageHead({ title, state, children, actions, crumb }: PageHeadProps) {
  return (
    <header className="s-head">
      <title>{`${title} · Reprise Studio`}</title>
      {crumb !== undefined && <div className="s-head__crumb">{crumb}</div>}
      <div className="s-head__row">
        <div className="s-head__title">
          <h1>{title}</h1>
          {state}
        </div>
        {actions !== undefined && <div className="s-head__actions">{actions}</div>}
      </div>
      {children !== undefined && <div className="s-head__more">{children}</div>}
    </header>
  );
}
