import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const PeopleQuery = graphql(`
  query People($first: Int!, $after: String, $staff: Boolean!) {
    people(first: $first, after: $after, staff: $staff) {
      edges {
        node {
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
      }
      pageInfo {
        hasNextPage
        endCursor
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
export type Person = ResultOf<typeof PeopleQuery>['people']['edges'][number]['node'];
export type StaffRole = Person['roles'][number];

export const InviteMutation = graphql(`
  mutation Invite($commandId: ID!, $email: String!, $role: StaffRole, $customRole: ID) {
    invite(commandId: $commandId, email: $email, role: $role, customRole: $customRole) {
      __typename
      ... on Invited {
        linkUntil
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

export const GrantRoleMutation = graphql(`
  mutation GrantRole($commandId: ID!, $accountId: ID!, $role: StaffRole!) {
    grantRole(commandId: $commandId, accountId: $accountId, role: $role) {
      __typename
      ... on RoleChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const RevokeRoleMutation = graphql(`
  mutation RevokeRole($commandId: ID!, $accountId: ID!, $role: StaffRole!) {
    revokeRole(commandId: $commandId, accountId: $accountId, role: $role) {
      __typename
      ... on RoleChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const OutboxQuery = graphql(`
  query Outbox {
    outbox(first: 50) {
      id
      to
      title
      text
      at
    }
    accountPolicy {
      outbox
    }
  }
`);
