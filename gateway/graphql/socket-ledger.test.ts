import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSocketLedger, type Account } from './socket-ledger.ts';

const SOCKET = 32 * 1024;
const LIMITS = { socketsPerAddress: 3, sockets: 5, bytesPerAddress: 3 * SOCKET + 1000, bytes: 5 * SOCKET + 1500 };

function books() {
  const ledger = createSocketLedger(LIMITS);
  const cut: string[] = [];
  const open = (address: string, name: string): Account | undefined => ledger.open(address, () => cut.push(name));
  const opened = (address: string, name: string): Account => open(address, name) ?? assert.fail(`${name} was refused`);
  return { ledger, cut, open, opened };
}

test('an address and the process have room for so many sockets, and a closed one makes room', () => {
  const { ledger, open, opened } = books();
  const [first] = ['a1', 'a2', 'a3'].map((name) => opened('a', name));
  assert.equal(open('a', 'a4'), undefined);
  opened('b', 'b1');
  opened('c', 'c1');
  assert.equal(open('d', 'd1'), undefined);
  first?.close();
  first?.close();
  opened('d', 'd1');
  assert.equal(open('b', 'b2'), undefined);
  assert.deepEqual(ledger.held(), { sockets: 5, bytes: 5 * SOCKET });
});

test('the greediest socket of an address that holds too much is cut, and nobody else', () => {
  const { ledger, cut, opened } = books();
  const [modest, greedy, other] = [opened('a', 'modest'), opened('a', 'greedy'), opened('a', 'other')];
  modest.hold(300);
  greedy.hold(600);
  assert.deepEqual(cut, []);
  other.hold(200);
  assert.deepEqual(cut, ['greedy']);
  greedy.release(600);
  greedy.close();
  assert.deepEqual(ledger.held(), { sockets: 2, bytes: 2 * SOCKET + 500 });
});

test('over all addresses it is the greediest of all', () => {
  const { cut, opened } = books();
  const accounts = ['a', 'a', 'b', 'b', 'c'].map((address, index) => opened(address, `${address}${index}`));
  accounts[0]?.hold(800);
  accounts[2]?.hold(600);
  assert.deepEqual(cut, []);
  accounts[4]?.hold(200);
  assert.deepEqual(cut, ['a0']);
});
