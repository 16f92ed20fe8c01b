/** How a role is doing. `detail` is one line for people; never a secret. */
export interface RoleHealth {
  readonly ok: boolean;
  readonly detail: string;
}

/** A long-running part of the platform. Stop means: no new intake, drain, checkpoint, close. */
export interface Role {
  readonly name: string;
  /** Resolves when the role works. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): Promise<RoleHealth>;
}
