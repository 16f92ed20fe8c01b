import { graphql } from '../app/graphql/gql.ts';

export const MeQuery = graphql(`
  query Me {
    me {
      kind
      permissions
    }
    myAccount {
      needsSecondFactor
    }
  }
`);
