import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';

// What each room may import (docs/architecture.md). A comment says what to do instead, because it is what a person
// reads when a rule bites.

/** Tests, and the helpers of each room's tests in its folder `testing/`. */
const TEST = '\\.test\\.ts$|^(?!platform/)[a-z]+/testing/';
const ROOMS =
  'schemas|domain|ports|adapters|runtime|commands|projections|workers|gateway|web|eventstore|payments|platform|tests';

/** `room` may import, of the project's own files, only `allowed` (alternatives of a regular expression, from the root). */
const mayImport = (room: string, allowed: string, comment: string): IForbiddenRuleType => ({
  name: `${room}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${room}/`, pathNot: TEST },
  to: { path: `^(${ROOMS})/`, pathNot: `^(${allowed})` },
});

/** Folders of rooms that have contexts which are none: machinery, the kernel, and what is generated or for tests. */
const NO_CONTEXT = 'kernel|generator|pipeline|runtime|db|graphql|http|testing|generated|fixtures|json';

/**
 * The folders of a room's machinery must not import a context of any room: what they need to know stands in the contexts'
 * records.
 */
const machineryOf = (room: string, machinery: string, list: string): IForbiddenRuleType => ({
  name: `${room}-machinery-names-no-context`,
  severity: 'error',
  comment: `A context describes itself to the machinery in its record, {context}/index.ts, which is listed in ${list}.`,
  from: { path: `^${room}/(${machinery})/`, pathNot: TEST },
  to: { path: `^(schemas|domain|commands|projections|workers|gateway)/(?!(${NO_CONTEXT})/)[^/]+/` },
});

/** Only the files `importers` (a regular expression from the root) may import the package. */
const onlyImporterOf = (npmPackage: string, importers: string, comment: string): IForbiddenRuleType => ({
  name: `only-importer-of-${npmPackage.replaceAll(/\W+/g, '-')}`,
  severity: 'error',
  comment,
  from: { path: `^(${ROOMS})/`, pathNot: `^(${importers})|${TEST}` },
  to: { path: `node_modules/${npmPackage}/` },
});

/** Every forbidden import, as dependency-cruiser rules. */
export const forbidden: readonly IForbiddenRuleType[] = [
  mayImport('schemas', 'schemas/', 'The language knows nobody. Move what needs another room to that room.'),
  mayImport(
    'domain',
    'domain/|schemas/',
    'The domain knows only itself and the types of schemas. Pass what it needs in the command.',
  ),
  mayImport('ports', 'ports/|schemas/', 'A port says what a room needs, in types. What does it goes to adapters/.'),
  mayImport(
    'adapters',
    'adapters/|ports/|schemas/|runtime/',
    'An adapter knows its port and its client. What it needs of a room comes in as an argument.',
  ),
  mayImport(
    'runtime',
    'runtime/|ports/|schemas/',
    'The machinery that rooms share knows ports and schemas only. What it needs of a room comes in as an argument.',
  ),
  mayImport(
    'commands',
    'commands/|domain/|schemas/|ports/|runtime/',
    'The pipeline knows domain and schemas. Reach anything else through a port in ports/.',
  ),
  mayImport(
    'projections',
    'projections/|schemas/|ports/|runtime/',
    'A projection reads the log through a port in ports/ and nothing else of the project.',
  ),
  mayImport(
    'workers',
    'workers/|domain/|schemas/|commands/|ports/|runtime/',
    'Workers know commands, domain and schemas. What they need of a read model comes in as a port from platform/.',
  ),
  mayImport(
    'gateway',
    'gateway/|commands/|domain/[^/]+/[^/]+-decision\\.ts$|schemas/|ports/|runtime/|projections/queries\\.ts$|projections/db/page\\.ts$|projections/.+\\.(queries|rows)\\.ts$|projections/runtime/consistency\\.ts$',
    'The gateway reads through *.queries.ts, asks the domain by its *-decision.ts, and writes through commands.',
  ),
  mayImport('web', 'web/|schemas/', 'The browser knows schemas and the generated operations.'),
  mayImport(
    'eventstore',
    'eventstore/',
    'The event-store node is a program of its own and imports nothing of the project.',
  ),
  mayImport(
    'payments',
    'payments/',
    'The sandbox provider is a program of its own and imports nothing of the project.',
  ),
  {
    name: 'nobody-imports-payments',
    severity: 'error',
    comment: 'The sandbox provider is reached by HTTP, as any other. Use the port Payments.',
    from: { path: `^(${ROOMS})/`, pathNot: `^(payments|tests)/|${TEST}` },
    to: { path: '^payments/' },
  },
  machineryOf('schemas', 'kernel|generator', 'schemas/contexts.ts'),
  machineryOf('domain', 'kernel', 'domain/contexts.ts'),
  machineryOf('commands', 'pipeline', 'commands/contexts.ts'),
  machineryOf('projections', 'runtime|db', 'projections/contexts.ts'),
  machineryOf('workers', 'runtime', 'workers/contexts.ts'),
  machineryOf('gateway', 'graphql|http', 'gateway/contexts.ts'),
  {
    name: 'web-machinery-names-no-context',
    severity: 'error',
    comment: 'A context brings its routes, navigation and diary in its record (index.ts), listed in web/contexts.ts.',
    from: { path: '^web/((app|design|forms)/|studio/([^/]+$|history/))', pathNot: `^web/app/main\\.tsx$|${TEST}` },
    to: { path: '^web/(contexts\\.ts$|(viewer|player)/|studio/(?!history/)[^/]+/)' },
  },
  {
    name: 'web-contexts-are-strangers',
    severity: 'error',
    comment: 'A page links to the pages of another context. What both draw goes to web/design/ or web/studio/.',
    from: { path: '^web/(studio/(?!history/)[^/]+)/', pathNot: TEST },
    to: { path: '^web/((viewer|player)/|studio/(?!history/)[^/]+/)', pathNot: '^web/$1/' },
  },
  {
    name: 'nobody-imports-platform',
    severity: 'error',
    comment: 'platform/ is the composition root: it imports you. Take what you need as an argument.',
    from: { pathNot: `^(platform|tests)/|${TEST}` },
    to: { path: '^platform/' },
  },
  {
    name: 'production-imports-no-tests',
    severity: 'error',
    comment: 'What both need belongs in the room, not beside a test.',
    from: { path: `^(${ROOMS})/`, pathNot: `^tests/|${TEST}` },
    to: { path: `^tests/|${TEST}` },
  },
  {
    name: 'domain-imports-nothing-at-run-time',
    severity: 'error',
    comment:
      'domain/ is arithmetic: no packages, no Node, no schemas at run time. Write "import type", or take the value as an argument.',
    from: { path: '^domain/', pathNot: TEST },
    to: { pathNot: '^domain/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'domain-contexts-are-strangers',
    severity: 'error',
    comment: "A context uses another context's ids and event types from schemas, never its decider.",
    from: { path: '^domain/(?!kernel/)([^/]+)/', pathNot: TEST },
    to: { path: '^domain/', pathNot: '^domain/($1|kernel)/' },
  },
  {
    name: 'projections-need-no-client',
    severity: 'error',
    comment:
      "Projections have no side effects: kysely builds their queries, ports/database.ts runs them. Reacting to an event is a process's job (workers/).",
    from: { path: '^projections/', pathNot: TEST },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg'],
      pathNot: 'node_modules/(kysely|zod)/',
    },
  },
  {
    name: 'projections-touch-no-world',
    severity: 'error',
    comment: 'No files, sockets or child processes in a projection.',
    from: { path: '^projections/', pathNot: TEST },
    to: {
      dependencyTypes: ['core'],
      path: '^(node:)?(fs|net|http|https|http2|dgram|tls|child_process|worker_threads|cluster)(/|$)',
    },
  },
  onlyImporterOf(
    '@eventstore/db-client',
    'adapters/eventstore/|eventstore/|tests/',
    'Only adapters/eventstore/ imports the event store client, whose vendor renamed it. Use the port EventLog.',
  ),
  onlyImporterOf(
    'nats',
    'adapters/nats/|tests/',
    'Only adapters/nats/ imports nats. Use the ports Signals and Queues.',
  ),
  onlyImporterOf(
    'ioredis',
    'adapters/redis/|tests/',
    'Only adapters/redis/ imports ioredis. Use the ports SharedCounters and SessionLeases.',
  ),
  ...['pg', 'pg-copy-streams', 'pg-pool'].map((client) =>
    onlyImporterOf(
      client,
      'adapters/postgres/|tests/',
      `Only adapters/postgres/ imports ${client}. Use the port Database.`,
    ),
  ),
  onlyImporterOf(
    'stripe',
    'adapters/payments/|tests/',
    'Only adapters/payments/ imports stripe. Use the port Payments.',
  ),
  {
    name: 'no-cycles',
    severity: 'error',
    comment:
      'Two files that need each other are one file, or three: move what both need to a file of its own. Types count.',
    from: { path: `^(${ROOMS})/` },
    to: { circular: true },
  },
  {
    name: 'resolvable',
    severity: 'error',
    comment: 'The file or package does not exist. Write relative imports with their .ts extension.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'production-needs-no-dev-dependency',
    severity: 'error',
    comment:
      'A container installs without devDependencies. Move the package to "dependencies", or import its type only.',
    from: {
      path: '^(schemas|domain|ports|adapters|runtime|commands|projections|workers|gateway|eventstore|payments|platform)/',
      pathNot: `${TEST}|^platform/testing/`,
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

/** How dependency-cruiser looks: type-only imports count, packages are not looked into. */
export const options: NonNullable<IConfiguration['options']> = {
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^[a-z]+/dist/' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
};
