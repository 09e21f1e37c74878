/** How a process ended. */
export type Ending = { readonly code: number | null; readonly signal: string | null };

/** A process of a part. */
export type Child = {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** What it wrote last to its standard error. */
  lastWords(): readonly string[];
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
};
