import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessWords, type Access } from './access-words.ts';

const rent = { __typename: 'TitleOffer', model: 'RENT', price: { minor: 399, currency: 'EUR' } } as const;
const buy = { ...rent, model: 'BUY', price: { minor: 999, currency: 'EUR' } } as const;
const plan = (name: string) => ({ __typename: 'PlanOffer', name }) as const;
const words = (given: Partial<Access>) => accessWords({ canWatch: false, by: null, offers: [], ...given });

test('a card says by what a film plays, or by what it could', () => {
  assert.equal(words({ canWatch: true }), null, 'what costs nothing says nothing');
  assert.equal(words({ canWatch: true, by: 'PLAN' }), 'Included');
  assert.equal(words({ canWatch: true, by: 'RENTAL' }), 'Rented');
  assert.equal(words({ canWatch: true, by: 'PURCHASE' }), 'Yours');
  assert.equal(words({ offers: [rent, buy] }), 'Rent for €3.99');
  assert.equal(words({ offers: [buy] }), 'Buy for €9.99');
  assert.equal(words({ offers: [plan('Premium')] }), 'With Premium');
  assert.equal(words({ offers: [rent, plan('Small'), plan('Large')] }), 'In our plans · Rent for €3.99');
  assert.equal(words({}), null);
});
