import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

/** Who is signed in here, and what goes for accounts on this installation. */
export const HereQuery = graphql(`
  query Here {
    accountPolicy {
      mode
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
    }
    myProfiles {
      id
      name
      avatar
      current
    }
    seeingAs {
      email
      profile
      until
    }
    plans {
      id
    }
  }
`);
export type Here = ResultOf<typeof HereQuery>;

export const JudgePasswordQuery = graphql(`
  query JudgePassword($password: String!, $hints: [String!]) {
    judgePassword(password: $password, hints: $hints) {
      score
      enough
      advice
    }
  }
`);
export type PasswordVerdict = ResultOf<typeof JudgePasswordQuery>['judgePassword'];

export const RegisterMutation = graphql(`
  mutation Register($commandId: ID!, $email: String!, $password: String!, $locale: String!) {
    register(commandId: $commandId, email: $email, password: $password, locale: $locale) {
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

export const SignInMutation = graphql(`
  mutation SignIn($commandId: ID!, $email: String!, $password: String!, $signOut: ID) {
    signIn(commandId: $commandId, email: $email, password: $password, signOut: $signOut) {
      __typename
      ... on DeviceLimitReached {
        most
        devices {
          signInId
          device
          name
          seenAt
        }
      }
      ... on SecondFactorNeeded {
        challenge
        methods
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

export type LimitReached = Extract<
  ResultOf<typeof SignInMutation>['signIn'],
  { readonly __typename: 'DeviceLimitReached' }
>;

export const RequestLinkMutation = graphql(`
  mutation RequestLink($commandId: ID!, $email: String!, $purpose: LinkPurpose!) {
    requestLink(commandId: $commandId, email: $email, purpose: $purpose) {
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

export const UseLinkMutation = graphql(`
  mutation UseLink($commandId: ID!, $token: String!, $password: String) {
    useLink(commandId: $commandId, token: $token, password: $password) {
      __typename
      ... on SecondFactorNeeded {
        challenge
        methods
      }
      ... on EmailChanged {
        email
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const ResetPasswordMutation = graphql(`
  mutation ResetPassword($commandId: ID!, $token: String!, $password: String!) {
    resetPassword(commandId: $commandId, token: $token, password: $password) {
      __typename
      ... on SecondFactorNeeded {
        challenge
        methods
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

export const SignOutMutation = graphql(`
  mutation SignOut($commandId: ID!, $signInId: ID) {
    signOut(commandId: $commandId, signInId: $signInId) {
      __typename
      ... on SignedOut {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const SignOutEverywhereMutation = graphql(`
  mutation SignOutEverywhere($commandId: ID!, $exceptThis: Boolean!) {
    signOutEverywhere(commandId: $commandId, exceptThis: $exceptThis) {
      __typename
      ... on SignedOutEverywhere {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
