import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLInputType,
} from 'graphql';
import { executeOn } from '../../commands/testing/execute.ts';
import { gatewayContexts } from '../contexts.ts';
import { readSdl } from '../graphql/sdl.ts';
import { signedInAccount } from '../testing/account.ts';
import { startTestGateway } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const sdl = buildSchema(readSdl(gatewayContexts));

/** A literal that fits, with this id wherever an id or a text may be; the command has one of its own. */
function literal(type: GraphQLInputType, name: string, id: string, commandId: string): string {
  if (isNonNullType(type)) return literal(type.ofType, name, id, commandId);
  if (isListType(type)) return `[${literal(type.ofType, name, id, commandId)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type, field.name, id, commandId)}`).join(', ')} }`;
  }
  if (type.name === 'Boolean') return 'false';
  if (type.name === 'Int') return '1';
  if (type.name === 'Position') return '"1"';
  if (name === 'commandId') return `"${commandId}"`;
  if (name === 'password' || name === 'current') return `"${PASSWORD}"`;
  return `"${id}"`;
}

/** Every field of a root as an operation about an id. */
const operations = (root: 'Query' | 'Mutation') =>
  Object.values((root === 'Query' ? sdl.getQueryType() : sdl.getMutationType())?.getFields() ?? {}).map((field) => ({
    name: `${root}.${field.name}`,
    about(id: string, commandId: string): string {
      const args = field.args.map((arg) => `${arg.name}: ${literal(arg.type, arg.name, id, commandId)}`);
      const type = getNamedType(field.type);
      const selection = isUnionType(type)
        ? ' { __typename ... on Refusal { code message } }'
        : 'getFields' in type
          ? ' { __typename }'
          : '';
      return `${root.toLowerCase()} { it: ${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${selection} }`;
    },
  }));

test('ids of another account, in whatever argument, are as if they did not exist, and change nothing', async (t) => {
  const started = await startTestGateway(t);
  const hash = await hashOf(PASSWORD);
  const profileId = randomUUID();
  const [mara, eve] = [await signedInAccount(started, { hash, profileId }), await signedInAccount(started, { hash })];
  const deviceId = randomUUID();
  await executeOn(started.log)({
    streamId: deviceId,
    commandId: randomUUID(),
    correlationId: deviceId,
    actor: { kind: 'viewer', id: profileId, account: mara.accountId },
    command: {
      type: 'UseDevice',
      data: { deviceId, accountId: mara.accountId, signInId: mara.signInId, kind: 'A test' },
      at: new Date().toISOString(),
    },
  });
  const maras = [mara.accountId, mara.signInId, profileId, deviceId];
  const ofMara = () => started.log.events.filter(({ stream }) => maras.some((id) => stream.endsWith(id))).length;
  const before = ofMara();
  let walked = 0;
  for (const headers of [eve.headers, {}])
    for (const { name, about } of [...operations('Query'), ...operations('Mutation')]) {
      // They are about the caller alone, and have no other argument; the second time they answer otherwise.
      if (name === 'Mutation.signOutEverywhere' || name === 'Mutation.requestExport') continue;
      // Who is not signed in at all can do less still: one id is enough.
      for (const id of headers === eve.headers ? maras : [mara.accountId]) {
        const [others, nobodys] = [randomUUID(), randomUUID()];
        const seen = await started.ask(about(id, others), {}, { headers });
        const none = await started.ask(about(nobodys, others), {}, { headers });
        const plain = (answer: typeof seen, given: string) =>
          JSON.stringify([answer.data, answer.errors.map(({ message }) => message)]).replaceAll(given, 'id');
        assert.equal(plain(seen, id), plain(none, nobodys), name);
        assert.notEqual(seen.errors[0]?.extensions.code, 'INTERNAL', `${name} ${JSON.stringify(seen)}`);
        walked += 1;
      }
      assert.equal(ofMara(), before, name);
    }
  assert.ok(walked > 150, String(walked));
});
