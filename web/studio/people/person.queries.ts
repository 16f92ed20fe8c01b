import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const PersonQuery = graphql(`
  query Person($id: ID!) {
    person(id: $id) {
      person {
        id
        email
        verified
        roles
        customRoles {
          id
          name
        }
        lacksSecondFactor
        status
        leavingAt
        createdAt
      }
      may {
        what
        roles
        customRoles {
          id
          name
        }
      }
      suspended
      lastSignedInAt
      devices {
        signInId
        device
        method
        signedInAt
        seenAt
      }
      profiles {
        id
        name
        kids
        maturityCap
        hasPin
      }
    }
    me {
      permissions
    }
    myAccount {
      id
    }
  }
`);
export type PersonPage = NonNullable<ResultOf<typeof PersonQuery>['person']>;

export const FindPersonQuery = graphql(`
  query FindPerson($email: String!) {
    personByAddress(email: $email)
  }
`);

export const RequestErasureForMutation = graphql(`
  mutation RequestErasureFor($commandId: ID!, $accountId: ID!, $reason: HelpReason!) {
    requestErasureFor(commandId: $commandId, accountId: $accountId, reason: $reason) {
      __typename
      ... on PersonHelped {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const SignOutPersonMutation = graphql(`
  mutation SignOutPerson($commandId: ID!, $accountId: ID!, $reason: HelpReason!) {
    signOutPerson(commandId: $commandId, accountId: $accountId, reason: $reason) {
      __typename
      ... on PersonHelped {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const SendResetLinkToMutation = graphql(`
  mutation SendResetLinkTo($commandId: ID!, $accountId: ID!, $reason: HelpReason!) {
    sendResetLinkTo(commandId: $commandId, accountId: $accountId, reason: $reason) {
      __typename
      ... on PersonHelped {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const SuspendAccountMutation = graphql(`
  mutation SuspendAccount($commandId: ID!, $accountId: ID!, $reason: SuspensionReason!) {
    suspendAccount(commandId: $commandId, accountId: $accountId, reason: $reason) {
      __typename
      ... on SuspensionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const LiftSuspensionMutation = graphql(`
  mutation LiftSuspension($commandId: ID!, $accountId: ID!) {
    liftSuspension(commandId: $commandId, accountId: $accountId) {
      __typename
      ... on SuspensionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const BeginSeeAsMutation = graphql(`
  mutation BeginSeeAs($commandId: ID!, $accountId: ID!, $profileId: ID, $reason: String!) {
    beginSeeAs(commandId: $commandId, accountId: $accountId, profileId: $profileId, reason: $reason) {
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
