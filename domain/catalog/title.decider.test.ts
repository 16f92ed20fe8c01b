import { describe, it } from 'node:test';
import type { TitleDetails } from '../../schemas/catalog/title.events.ts';
import type { AssetId, PackageId } from '../../schemas/media/ids.ts';
import { given } from '../testing/given.ts';
import { assetId, otherId, packageId, poster, titleId } from '../media/samples.ts';
import { titleDecider } from './title.decider.ts';
import type { TitleEvent } from './title.decider.ts';

const details = { name: 'Sintel', synopsis: null, releaseYear: 2010, attribution: null };
const media = { titleId, assetId, packageId, durationMs: 12_000, poster };
const created: TitleEvent = { type: 'catalog.TitleCreated', data: { titleId, assetId, details } };
const attached: TitleEvent = { type: 'catalog.TitleMediaAttached', data: media };
const published: TitleEvent = { type: 'catalog.TitlePublished', data: { titleId, packageId, name: 'Sintel' } };
const unpublished: TitleEvent = { type: 'catalog.TitleUnpublished', data: { titleId, reason: 'rights ended' } };
const publish = { type: 'PublishTitle', data: { titleId } } as const;
const unpublish = { type: 'UnpublishTitle', data: { titleId, reason: 'rights ended' } } as const;
const create = { type: 'CreateTitle', data: { titleId, assetId, details } } as const;
const attach = { type: 'AttachTitleMedia', data: media } as const;
const edit = (changes: Partial<TitleDetails>) =>
  ({ type: 'EditTitleDetails', data: { titleId, details: changes } }) as const;

describe('title', () => {
  it('is created once, for one asset', () => {
    given(titleDecider).when(create).thenEvents(created);
    given(titleDecider, created).when(create).thenEvents();
    given(titleDecider, created)
      .when({ ...create, data: { ...create.data, assetId: otherId as AssetId } })
      .thenRefused('title.already-created');
  });
  it('records an edit as what it was before and after, field by field', () =>
    given(titleDecider, created)
      .when(edit({ name: 'Sintel (2010)', synopsis: 'A girl and a dragon.' }))
      .thenEvents({
        type: 'catalog.TitleDetailsEdited',
        data: {
          titleId,
          changes: [
            { field: 'name', before: 'Sintel', after: 'Sintel (2010)' },
            { field: 'synopsis', before: null, after: 'A girl and a dragon.' },
          ],
        },
      }));
  it('knows its details after an edit', () => {
    const renamed: TitleEvent = {
      type: 'catalog.TitleDetailsEdited',
      data: { titleId, changes: [{ field: 'name', before: 'Sintel', after: 'S' }] },
    };
    given(titleDecider, created, renamed)
      .when(edit({ name: 'S' }))
      .thenEvents();
    given(titleDecider, created, renamed, attached)
      .when(publish)
      .thenEvents({ type: 'catalog.TitlePublished', data: { titleId, packageId, name: 'S' } });
  });
  it('records nothing when an edit changes nothing', () => {
    given(titleDecider, created)
      .when(edit({ name: 'Sintel', releaseYear: 2010 }))
      .thenEvents();
    given(titleDecider, created).when(edit({})).thenEvents();
  });
  it('publishing needs a package', () => given(titleDecider, created).when(publish).thenRefused('title.media-missing'));
  it('a title always has a name', () => {
    given(titleDecider)
      .when({ ...create, data: { ...create.data, details: { ...details, name: ' ' } } })
      .thenRefused('title.name-missing');
    given(titleDecider, created, attached)
      .when(edit({ name: '  ' }))
      .thenRefused('title.name-missing');
  });
  it('publishing twice is publishing once', () => {
    given(titleDecider, created, attached).when(publish).thenEvents(published);
    given(titleDecider, created, attached, published).when(publish).thenEvents();
  });
  it('comes down and goes live again', () => {
    given(titleDecider, created, attached, published).when(unpublish).thenEvents(unpublished);
    given(titleDecider, created, attached).when(unpublish).thenEvents();
    given(titleDecider, created, attached, published, unpublished).when(publish).thenEvents(published);
  });
  it('takes media of its own asset only, the same once', () => {
    given(titleDecider, created).when(attach).thenEvents(attached);
    given(titleDecider, created, attached).when(attach).thenEvents();
    given(titleDecider, created)
      .when({ ...attach, data: { ...media, assetId: otherId as AssetId } })
      .thenRefused('title.other-asset');
    const newer = { ...media, packageId: otherId as PackageId };
    given(titleDecider, created, attached)
      .when({ ...attach, data: newer })
      .thenEvents({ type: 'catalog.TitleMediaAttached', data: newer });
  });
  it('is rated as often as wanted, each time once, and rating changes nothing else', () => {
    const rate = (age: number | null) => ({ type: 'RateTitle', data: { titleId, age } }) as const;
    const rated = (age: number | null): TitleEvent => ({ type: 'catalog.TitleRated', data: { titleId, age } });
    given(titleDecider, created).when(rate(12)).thenEvents(rated(12));
    given(titleDecider, created).when(rate(null)).thenEvents();
    given(titleDecider, created, rated(12)).when(rate(12)).thenEvents();
    given(titleDecider, created, rated(12)).when(rate(null)).thenEvents(rated(null));
    given(titleDecider, created, attached, rated(0)).when(publish).thenEvents(published);
    given(titleDecider).when(rate(6)).thenRefused('title.unknown');
  });
  it('has its tags in one spelling and order, each once, and each time once', () => {
    const tag = (...tags: string[]) => ({ type: 'TagTitle', data: { titleId, tags } }) as const;
    const tagged = (...tags: string[]): TitleEvent => ({ type: 'catalog.TitleTagged', data: { titleId, tags } });
    given(titleDecider, created)
      .when(tag('Sport', ' true  Crime ', 'sport', ' '))
      .thenEvents(tagged('sport', 'true crime'));
    given(titleDecider, created, tagged('sport')).when(tag('SPORT ')).thenEvents();
    given(titleDecider, created, tagged('sport')).when(tag()).thenEvents(tagged());
    given(titleDecider, created).when(tag()).thenEvents();
    given(titleDecider).when(tag('sport')).thenRefused('title.unknown');
  });
  it('must exist', () => {
    for (const command of [edit({ name: 'x' }), attach, publish, unpublish])
      given(titleDecider).when(command).thenRefused('title.unknown');
  });
});
