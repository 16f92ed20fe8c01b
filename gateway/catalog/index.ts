import type { GatewayContext } from '../graphql/context-module.ts';
import { rightsResolvers } from './rights.resolvers.ts';
import { titleById } from './title.loader.ts';
import { titleResolvers } from './title.resolvers.ts';

/** Titles: what viewers browse and editors change. */
export const catalog: GatewayContext = {
  name: 'catalog',
  sdl: new URL('catalog.graphql', import.meta.url),
  resolvers: [titleResolvers, rightsResolvers],
  views: { Title: 'catalog/title.view.ts#TitleView' },
  loaders: [titleById],
  feeds: { title: 'read.titles.*' },
};
