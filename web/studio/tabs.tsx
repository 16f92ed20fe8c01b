import type { ReactElement, ReactNode } from 'react';

interface Tab {
  readonly name: string;
  /** Makes the link, whose address holds the tab: it can be shared, left by going back, and knows whether it is the current one. */
  readonly link: (inner: { className: string; children: ReactNode; activeOptions: { exact: true } }) => ReactElement;
}

/** Parts of an entity's page; History always stands last. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="s-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <span key={tab.name}>
          {tab.link({ className: 's-tab', children: tab.name, activeOptions: { exact: true } })}
        </span>
      ))}
    </nav>
  );
}
