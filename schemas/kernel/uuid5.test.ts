import { equal, throws } from 'node:assert/strict';
import { it } from 'node:test';
import { uuid5 } from './uuid5.ts';

it('uuid5 gives what RFC 9562 gives', () =>
  equal(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2'));
it('uuid5 does not care for the case of its namespace', () =>
  equal(uuid5('6BA7B810-9DAD-11D1-80B4-00C04FD430C8', 'x'), uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'x')));
it('uuid5 tells names apart and refuses what is no namespace', () => {
  equal(
    uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '0') === uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '1'),
    false,
  );
  throws(() => uuid5('nope', 'x'), TypeError);
});
