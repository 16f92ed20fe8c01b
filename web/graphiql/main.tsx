import 'graphiql/style.css';
import './graphiql.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { storedToken } from '../studio/session.ts';

const token = storedToken();
const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  headers: { 'x-reprise-client': 'graphiql', ...authorization },
  wsClient: createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: authorization,
  }),
});

const welcome = `# Reprise. With the studio's token in this browser you ask as an operator.
query Films {
  titles(first: 10) {
    edges { node { id name durationMs posterUrl } }
  }
}
`;

const root = document.getElementById('graphiql');
if (root === null) throw new Error('graphiql/index.html has no #graphiql');
createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={welcome} defaultEditorToolsVisibility={false} />);
