import type { CommandDefinition, EventDefinition } from '../kernel/define.ts';
import { schemaName } from '../kernel/catalog.ts';
import { versionName } from './json-files.ts';
import type { GeneratedFile } from './json-files.ts';

/** What the page is made of. `mentions` finds the files, below one of the rooms, whose code names an event type. */
export interface ModelSource {
  readonly events: readonly EventDefinition[];
  readonly commands: readonly CommandDefinition[];
  readonly mentions: (type: string) => Mentions;
}
/** Paths from the project's root, sorted. */
export interface Mentions {
  readonly emits: readonly string[];
  readonly handles: readonly string[];
}

const link = (path: string): string => `[${path.split('/').at(-1)}](../${path})`;
const list = (paths: readonly string[]): string => paths.map(link).join(', ') || '–';

/** `docs/event-model.md`: every stream with its commands and events, and a picture. Built from the catalogue and the code alone. */
export function eventModelFile({ events, commands, mentions }: ModelSource): GeneratedFile {
  const categories = [...new Set(events.map((event) => event.category))];
  const sections = categories.map((category) => {
    const own = commands.filter((command) => command.category === category);
    const ownEvents = events.filter((event) => event.category === category);
    return [
      `## \`${category}-{uuid}\``,
      '',
      ...(own.length === 0
        ? []
        : [
            '| Command | meaning |',
            '|---|---|',
            ...own.map((command) => `| \`${command.type}\` | ${command.description} |`),
            '',
          ]),
      '| Event | meaning | emitted by | handled by |',
      '|---|---|---|---|',
      ...ownEvents.map((event) => {
        const { emits, handles } = mentions(event.type);
        return `| [\`${schemaName(event)}\`](../schemas/json/${versionName(event)}.json) | ${event.description} | ${list(emits)} | ${list(handles)} |`;
      }),
      '',
    ].join('\n');
  });
  const text = [
    '# The event model',
    '',
    'Generated from `schemas/` and the code by `npm run generate`; do not edit. Streams are `{category}-{uuid}`; a version of an event never changes.',
    '',
    picture(categories, events, mentions),
    '',
    ...sections,
  ].join('\n');
  return { path: 'docs/event-model.md', text };
}

/** Streams on the left; on the right the rooms' files that follow them. */
function picture(
  categories: readonly string[],
  events: readonly EventDefinition[],
  mentions: ModelSource['mentions'],
): string {
  const followers = new Map<string, Set<string>>();
  for (const event of events)
    for (const path of mentions(event.type).handles) {
      const name = path.split('/').at(-1)?.replace(/\.ts$/, '') ?? path;
      followers.set(name, (followers.get(name) ?? new Set()).add(event.category));
    }
  const node = (name: string): string => name.replaceAll(/[^a-z0-9]/gi, '_');
  return [
    '```mermaid',
    'flowchart LR',
    ...categories.map((category) => `  s_${node(category)}[("${category}-{uuid}")]`),
    ...[...followers.keys()].toSorted().map((name) => `  f_${node(name)}["${name}"]`),
    ...[...followers]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, from]) => [...from].toSorted().map((category) => `  s_${node(category)} --> f_${node(name)}`)),
    '```',
  ].join('\n');
}
