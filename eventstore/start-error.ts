/** The node cannot start for a reason that its user can put right; the message is one line that says how. Exit code 2. */
export class StartError extends Error {}
