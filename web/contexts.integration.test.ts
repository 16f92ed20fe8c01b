import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createServer } from 'vite';
import type * as Diary from './app/diary.ts';
import type * as Router from './app/router.ts';
import type * as Contexts from './contexts.ts';
import type * as Studio from './studio/route.ts';

// The pages are no programs for Node: Vite reads them, as it does for the browser.
const vite = await createServer({
  configFile: join(import.meta.dirname, 'vite.config.ts'),
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
  appType: 'custom',
});
after(() => vite.close());

const load = async <T>(path: string): Promise<T> => (await vite.ssrLoadModule(path)) as T;
const { webContexts } = await load<typeof Contexts>('/contexts.ts');
const { createAppRouter } = await load<typeof Router>('/app/router.ts');
const { diaryOf, said, describeEvent } = await load<typeof Diary>('/app/diary.ts');
const { studioRoute } = await load<typeof Studio>('/studio/route.ts');
const { createRoute } = await import('@tanstack/react-router');

const orders = createRoute({ getParentRoute: () => studioRoute, path: '/orders/$orderId', component: () => null });
const sample = {
  name: 'sample',
  routes: [orders],
  navigation: [{ to: '/studio/orders', label: 'Orders', icon: () => null }],
  diary: { 'sample.OrderPlaced': () => said('placed an order') },
};

test('a context more is one record more in the list', () => {
  const router = createAppRouter([...webContexts, sample]);
  const paths = Object.keys(router.routesByPath);
  assert.ok(paths.includes('/studio/orders/$orderId'), paths.join(' '));
  for (const path of ['/', '/watch/$titleId', '/studio/pipeline', '/studio/log']) assert.ok(paths.includes(path), path);
  assert.deepEqual(
    router.options.context.contexts.flatMap(({ navigation = [] }) => navigation).at(-1)?.label,
    'Orders',
  );
  const line = describeEvent(diaryOf([...webContexts, sample]), {
    type: 'sample.OrderPlaced',
    actorKind: 'staff',
    data: {},
  });
  assert.deepEqual([line.who, line.did], ['An operator', 'placed an order']);
});

test('every entry of the navigation leads to a page', () => {
  const router = createAppRouter(webContexts);
  for (const { to } of router.options.context.contexts.flatMap(({ navigation = [] }) => navigation))
    assert.ok(to in router.routesByPath, to);
});

test('a route below a parent that is in no context is a mistake that shows at the start', () => {
  const lost = createRoute({ getParentRoute: () => orders, path: '/lost', component: () => null });
  assert.throws(
    () => createAppRouter([...webContexts, { name: 'careless', routes: [lost] }]),
    /route of the context careless hangs below a parent that is in no context/,
  );
});
