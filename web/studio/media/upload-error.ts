/** What went wrong while a file was sent, and what to do. */
export function describeError(error: Error): string {
  const response =
    'originalResponse' in error ? (error.originalResponse as { getStatus(): number; getBody(): string } | null) : null;
  const status = response?.getStatus() ?? 0;
  const answer = response?.getBody().trim() ?? '';
  if (status === 413) return answer || 'The file is larger than this server takes.';
  if (status === 507) return answer || 'The server has no room left for this film. Make room, then go on.';
  if (status === 401 || status === 403)
    return 'The server did not accept the operator token. Open the studio again with the link that the server printed.';
  if (status === 0) return 'The connection was lost. The bytes that arrived are kept: go on when it is back.';
  return answer.length > 0 && answer.length < 300
    ? answer
    : `The server answered with ${status}. Try again; the bytes that arrived are kept.`;
}
