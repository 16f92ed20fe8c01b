import type { ReactElement, ReactNode } from 'react';

interface Tab {
  readonly name: string;
  readonly here: boolean;
  /** Makes the link; the address holds the tab, so that it can be shared and left by going back. */
  readonly link: (inner: { className: string; children: ReactNode; 'aria-current'?: 'page' }) => ReactElement;
}

/** Parts of an entity's page; History always stands last. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="s-tabs" aria-label={label}>
      {tabs.map((tab) => <span key={tab.name}>{tab.link({ className: 's-tab', children: tab.name, ...(tab.here ? { 'aria-current': 'page' as const } : {}) })}</span>)}
    </nav>
  );
}
