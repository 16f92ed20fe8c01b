import { describe } from 'node:test';
import { createMemoryVault } from './memory-vault.ts';
import { vaultContract } from './vault.contract.ts';

describe('the vault in memory', () => vaultContract(async () => createMemoryVault()));
