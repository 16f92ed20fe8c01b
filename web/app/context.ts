import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import type { Diary } from './diary.ts';

/**
 * What one context brings to the web app. `web/contexts.ts` lists all of them; the router, the studio's navigation and
 * the diary of events are made from that list alone.
 */
export interface WebContext {
  readonly name: string;
  /** Its pages. Each route names its parent: the root, or the route of an area (viewer, studio). */
  readonly routes: readonly AnyRoute[];
  /** Its entries in the studio's navigation, in the order of the list. */
  readonly navigation?: readonly NavigationEntry[];
  /** How its events read, by type. */
  readonly diary?: Diary;
  /** What it records beside its events, in streams of its own. */
  readonly telemetry?: Telemetry;
  /** Lies over every page: for what any of them may need to ask, such as a password. */
  readonly overlay?: ComponentType;
  /** Wraps the studio's pages: for what stays alive while pages come and go, such as subscriptions. Loads with the studio. */
  readonly studio?: ComponentType<StudioWrapperProps>;
}

/** Telemetry stands in the stream `{stream}-{id}` beside the events of `{of}-{id}`, ages away, and is shown on request. */
export interface Telemetry {
  readonly stream: string;
  readonly of: string;
  readonly label: string;
}

export interface StudioWrapperProps {
  /** The operator's token, for requests that do not go through GraphQL; null: cookies say who asks. */
  readonly token: string | null;
  readonly children: ReactNode;
}

/** One entry of the studio's navigation. */
export interface NavigationEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: ComponentType<{ readonly size: number; readonly stroke: number }>;
  /** Beginnings of other addresses that belong to this entry. */
  readonly covers?: readonly string[];
  /** The permission that it takes; without one it is for everybody who works here. */
  readonly may?: string;
  /** How much there needs a person. Loads with the studio. */
  readonly badge?: ComponentType;
}
