import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const AccountQuery = graphql(`
  query Account {
    accountPolicy {
      passwordMinLength
      outbox
      providers {
        id
        name
      }
    }
    myAccount {
      id
      email
      verified
      openIds {
        id
        name
      }
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

export const LinkOpenIdMutation = graphql(`
  mutation LinkOpenId($commandId: ID!, $token: String!) {
    linkOpenId(commandId: $commandId, token: $token) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const UnlinkOpenIdMutation = graphql(`
  mutation UnlinkOpenId($commandId: ID!, $provider: ID!) {
    unlinkOpenId(commandId: $commandId, provider: $provider) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);
