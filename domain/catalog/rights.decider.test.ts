import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { RightsWindow, RightsWindowId } from '../../schemas/catalog/rights.events.ts';
import { holdsIn, territories } from '../kernel/territory-decision.ts';
import { given, testInstant } from '../testing/given.ts';
import { areInOnePlace, overlapInTime } from './rights-windows.ts';
import { rightsDecider, type RightsEvent } from './rights.decider.ts';

const titleId = '00000000-0000-4000-8000-000000000003' as TitleId;
const idOf = (n: number) => `00000000-0000-4000-8000-0000000000${n}` as RightsWindowId;
const windowId = idOf(21);
const window: RightsWindow = {
  model: 'SVOD',
  territories: ['AT', 'DE'],
  except: [],
  start: '2026-01-01T00:00:00.000Z',
  end: '2027-01-01T00:00:00.000Z',
  maxHeight: 1080,
};
const granted: RightsEvent = { type: 'catalog.RightsWindowGranted', data: { titleId, windowId, window } };
const grant = (changes: Partial<RightsWindow>, as = idOf(22)) =>
  ({ type: 'GrantRightsWindow', data: { titleId, windowId: as, window: { ...window, ...changes } } }) as const;
const amend = (changes: Partial<RightsWindow>) => ({
  type: 'AmendRightsWindow' as const,
  data: { titleId, windowId, window: { ...window, ...changes }, why: 'renewed' },
});
const end = { type: 'EndRightsWindow' as const, data: { titleId, windowId, why: 'withdrawn' } };
const ended: RightsEvent = {
  type: 'catalog.RightsWindowEnded',
  data: { titleId, windowId, end: testInstant, why: 'withdrawn' },
};
const opened: RightsEvent = { type: 'catalog.RightsWindowOpened', data: { titleId, windowId, start: window.start } };

describe('rights windows of a title', () => {
  it('are granted once, written in one way', () => {
    given(rightsDecider)
      .when(grant({ territories: ['DE', 'AT', 'DE'], start: '2026-01-01T00:00:00Z' }, windowId))
      .thenEvents(granted);
    given(rightsDecider, granted).when(grant({}, windowId)).thenEvents();
    given(rightsDecider, granted)
      .when(grant({ maxHeight: 720 }, windowId))
      .thenRefused('rights.exists');
  });
  it('are refused when they hold nowhere, never, or in no territory there is', () => {
    const none = given(rightsDecider);
    none.when(grant({ territories: ['XX'] })).thenRefused('rights.no-territory');
    none.when(grant({ territories: [], except: ['UK'] })).thenRefused('rights.no-territory');
    none.when(grant({ except: ['FR'] })).thenRefused('rights.both-ways');
    none.when(grant({ end: window.start })).thenRefused('rights.end-before-start');
    none.when(grant({ territories: [], except: [...territories] })).thenRefused('rights.nowhere');
  });
  it('of one kind do not hold in one place at one time', () => {
    const one = given(rightsDecider, granted);
    one.when(grant({ territories: ['DE', 'FR'] })).thenRefused('rights.overlap');
    one.when(grant({ territories: [], start: '2026-12-31T23:59:59.999Z', end: null })).thenRefused('rights.overlap');
    for (const beside of [
      { territories: ['FR'] },
      { territories: [], except: ['AT', 'DE'] },
      { model: 'RENT' as const },
      { start: '2027-01-01T00:00:00.000Z', end: null },
      { start: '2025-01-01T00:00:00.000Z', end: window.start },
    ])
      assert.equal(one.when(grant(beside)).decision.kind, 'accepted', JSON.stringify(beside));
    given(rightsDecider, granted, ended)
      .when(grant({}))
      .thenEvents({ type: 'catalog.RightsWindowGranted', data: { titleId, windowId: idOf(22), window } });
  });
  it('change with what they were before, and not once they were ended', () => {
    const after = { ...window, end: null };
    given(rightsDecider, granted)
      .when(amend({ end: null }))
      .thenEvents({
        type: 'catalog.RightsWindowAmended',
        data: { titleId, windowId, before: window, after, why: 'renewed' },
      });
    given(rightsDecider, granted).when(amend({})).thenEvents();
    given(rightsDecider, granted)
      .when(amend({ end: window.start }))
      .thenRefused('rights.end-before-start');
    given(rightsDecider, granted, ended)
      .when(amend({ end: null }))
      .thenRefused('rights.ended');
    given(rightsDecider).when(amend({})).thenRefused('rights.unknown');
    given(rightsDecider, granted)
      .when({ ...end, data: { ...end.data, why: ' ' } })
      .thenRefused('rights.no-reason');
    const renewed = amend({ end: null });
    given(rightsDecider, granted)
      .when({ ...renewed, data: { ...renewed.data, why: '' } })
      .thenRefused('rights.no-reason');
  });
  it('end once, and not after their end', () => {
    given(rightsDecider, granted).when(end).thenEvents(ended);
    given(rightsDecider, granted, ended).when(end).thenEvents();
    given(rightsDecider, granted)
      .when({ ...end, at: '2027-01-01T00:00:00.000Z' })
      .thenRefused('rights.over');
    given(rightsDecider).when(end).thenRefused('rights.unknown');
  });
  it('open and close once, at the instants that they have by then', () => {
    const open = { type: 'OpenRightsWindow', data: { titleId, windowId, start: window.start } } as const;
    const close = { type: 'CloseRightsWindow', data: { titleId, windowId, end: String(window.end) } } as const;
    const closed: RightsEvent = { type: 'catalog.RightsWindowClosed', data: close.data };
    given(rightsDecider, granted).when(open).thenEvents(opened);
    given(rightsDecider, granted, opened).when(open).thenEvents();
    given(rightsDecider, granted)
      .when({ ...open, data: { ...open.data, start: testInstant } })
      .thenEvents();
    given(rightsDecider, granted).when(close).thenEvents();
    given(rightsDecider, granted, opened).when(close).thenEvents(closed);
    given(rightsDecider, granted, opened, closed).when(close).thenEvents();
    given(rightsDecider, granted, opened, ended).when(close).thenEvents();
    given(rightsDecider).when(open).thenEvents();
  });
  it('are found to meet by looking at every territory', () => {
    const wheres = [
      { territories: [], except: [] },
      { territories: [], except: ['DE'] },
      { territories: ['DE'], except: [] },
      { territories: ['DE', 'FR'], except: [] },
      { territories: [], except: [...territories].filter((each) => each !== 'DE') },
    ];
    for (const one of wheres)
      for (const other of wheres)
        assert.equal(
          areInOnePlace(one, other),
          [...territories].some((each) => holdsIn(one, each) && holdsIn(other, each)),
        );
    assert.equal(territories.size, 249);
    assert.deepEqual(
      wheres.map((each) => holdsIn(each, null)),
      [true, false, false, false, false],
      'where nobody knows the territory, only what holds everywhere does',
    );
    assert.equal(overlapInTime({ start: window.start, end: null }, { start: testInstant, end: null }), true);
  });
});
