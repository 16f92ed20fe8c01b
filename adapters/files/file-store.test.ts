import { after } from 'node:test';
import { mediaStoreContract } from '../../ports/testing/media-store.contract.ts';
import { makeTestDir } from '../../tests/harness/clean-up.ts';
import { createFileStore } from './file-store.ts';

const store = createFileStore(makeTestDir({ after }));
mediaStoreContract(() => store);
