import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const AccountQuery = graphql(`
  query Account {
    accountPolicy {
      passwordMinLength
      outbox
    }
    myAccount {
      id
      email
      verified
      createdAt
    }
    myDevices {
      signInId
      deviceId
      name
      device
      method
      signedInAt
      seenAt
      current
    }
    myBlockedDevices {
      deviceId
      device
      name
    }
  }
`);
export type Account = NonNullable<ResultOf<typeof AccountQuery>['myAccount']>;
export type Device = ResultOf<typeof AccountQuery>['myDevices'][number];
export type BlockedDevice = ResultOf<typeof AccountQuery>['myBlockedDevices'][number];

export const ChangePasswordMutation = graphql(`
  mutation ChangePassword($commandId: ID!, $current: String!, $password: String!) {
    changePassword(commandId: $commandId, current: $current, password: $password) {
      __typename
      ... on PasswordChanged {
        token
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

export const ChangeEmailMutation = graphql(`
  mutation ChangeEmail($commandId: ID!, $email: String!, $password: String) {
    changeEmail(commandId: $commandId, email: $email, password: $password) {
      __typename
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
