import { graphql } from '../app/graphql/gql.ts';

/** Whether a film can be watched by now, and how the subscription stands by which it shall be. */
export const FilmOpenQuery = graphql(`
  query FilmOpen($id: ID!) {
    title(id: $id) {
      id
      name
      mustPay
    }
    mySubscription {
      status
    }
  }
`);
