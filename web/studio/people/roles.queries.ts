import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const RolesQuery = graphql(`
  query Roles {
    permissions {
      name
      means
    }
    rolePermissions {
      role
      permissions
    }
    customRoles {
      id
      name
      permissions
    }
    me {
      permissions
    }
  }
`);
export type Roles = ResultOf<typeof RolesQuery>;
export type CustomRole = Roles['customRoles'][number];

export const DefineRoleMutation = graphql(`
  mutation DefineRole($commandId: ID!, $name: String!, $permissions: [String!]!) {
    defineRole(commandId: $commandId, name: $name, permissions: $permissions) {
      __typename
      ... on CustomRoleSaved {
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

export const ChangeRoleMutation = graphql(`
  mutation ChangeCustomRole($commandId: ID!, $roleId: ID!, $name: String!, $permissions: [String!]!) {
    changeCustomRole(commandId: $commandId, roleId: $roleId, name: $name, permissions: $permissions) {
      __typename
      ... on CustomRoleSaved {
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

export const RetireRoleMutation = graphql(`
  mutation RetireCustomRole($commandId: ID!, $roleId: ID!) {
    retireCustomRole(commandId: $commandId, roleId: $roleId) {
      __typename
      ... on CustomRoleSaved {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const GrantCustomRoleMutation = graphql(`
  mutation GrantCustomRole($commandId: ID!, $accountId: ID!, $roleId: ID!) {
    grantCustomRole(commandId: $commandId, accountId: $accountId, roleId: $roleId) {
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

export const RevokeCustomRoleMutation = graphql(`
  mutation RevokeCustomRole($commandId: ID!, $accountId: ID!, $roleId: ID!) {
    revokeCustomRole(commandId: $commandId, accountId: $accountId, roleId: $roleId) {
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
