import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const SecurityQuery = graphql(`
  query Security {
    mySecurity {
      authenticator
      recoveryCodesLeft
      passkeys {
        id
        name
        addedAt
      }
    }
  }
`);
export type MySecurity = NonNullable<ResultOf<typeof SecurityQuery>['mySecurity']>;

export const BeginAuthenticatorMutation = graphql(`
  mutation BeginAuthenticator {
    beginAuthenticator {
      __typename
      ... on AuthenticatorBegun {
        secret
        uri
        setup
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
export type AuthenticatorBegun = Extract<
  ResultOf<typeof BeginAuthenticatorMutation>['beginAuthenticator'],
  { readonly __typename: 'AuthenticatorBegun' }
>;

export const AddAuthenticatorMutation = graphql(`
  mutation AddAuthenticator($commandId: ID!, $setup: String!, $code: String!) {
    addAuthenticator(commandId: $commandId, setup: $setup, code: $code) {
      __typename
      ... on AuthenticatorAdded {
        recoveryCodes
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

export const RemoveAuthenticatorMutation = graphql(`
  mutation RemoveAuthenticator($commandId: ID!) {
    removeAuthenticator(commandId: $commandId) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const MakeRecoveryCodesMutation = graphql(`
  mutation MakeRecoveryCodes($commandId: ID!) {
    makeRecoveryCodes(commandId: $commandId) {
      __typename
      ... on RecoveryCodes {
        codes
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
