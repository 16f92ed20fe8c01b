import type { ReactElement, ReactNode } from 'react';

/** Makes the link of a tab, whose address holds the tab: it can be shared, left by going back, and knows whether it is the current one. */
export type TabLink = (inner: {
  className: string;
  children: ReactNode;
  activeOptions: { exact: true };
}) => ReactElement;

interface Tab {
  readonly name: string;
  readonly link: TabLink;
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
