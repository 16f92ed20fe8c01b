import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const ProgramsQuery = graphql(`
  query Programs {
    programs {
      id
      name
      scopes
      madeBy
      createdAt
      keys {
        id
        prefix
        createdAt
        endsAt
        holds
        lastUsedAt
      }
    }
    programScopes {
      name
      means
    }
    me {
      permissions
    }
  }
`);
export type Program = ResultOf<typeof ProgramsQuery>['programs'][number];
export type ProgramKey = Program['keys'][number];
export type ProgramScope = ResultOf<typeof ProgramsQuery>['programScopes'][number];

export const CreateProgramMutation = graphql(`
  mutation CreateProgram($commandId: ID!, $name: String!, $scopes: [String!]!, $days: Int!) {
    createProgram(commandId: $commandId, name: $name, scopes: $scopes, days: $days) {
      __typename
      ... on ProgramKeyMade {
        key
        prefix
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

export const MakeProgramKeyMutation = graphql(`
  mutation MakeProgramKey($commandId: ID!, $programId: ID!, $days: Int!, $replaces: ID, $overlapHours: Int!) {
    makeProgramKey(
      commandId: $commandId
      programId: $programId
      days: $days
      replaces: $replaces
      overlapHours: $overlapHours
    ) {
      __typename
      ... on ProgramKeyMade {
        key
        prefix
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

export const ChangeProgramScopesMutation = graphql(`
  mutation ChangeProgramScopes($commandId: ID!, $programId: ID!, $scopes: [String!]!) {
    changeProgramScopes(commandId: $commandId, programId: $programId, scopes: $scopes) {
      __typename
      ... on ProgramChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const RevokeProgramKeyMutation = graphql(`
  mutation RevokeProgramKey($commandId: ID!, $programId: ID!, $keyId: ID!) {
    revokeProgramKey(commandId: $commandId, programId: $programId, keyId: $keyId) {
      __typename
      ... on ProgramChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const CloseProgramMutation = graphql(`
  mutation CloseProgram($commandId: ID!, $programId: ID!) {
    closeProgram(commandId: $commandId, programId: $programId) {
      __typename
      ... on ProgramChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
