import type { Runner } from './memory/database.ts';
import { rollback, type Store, type Tx } from './memory/transactions.ts';

/** A unit of work in a process: it goes on only when the scheduler says so, and dies with its process. */
export type Task = Runner & {
  readonly id: number;
  readonly name: string;
  /** The process it runs in, `payments 0`. */
  readonly process: string;
  readonly store: Store;
  state: 'ready' | 'waiting' | 'running' | 'done' | 'dead';
  resume: () => void;
  /** What it is about to do, for the trace. */
  next: string;
};

export type Scheduler = {
  readonly tasks: Set<Task>;
  /** Begins work that runs up to its first turn. */
  start<Value>(options: TaskOptions<Value>): Promise<Task>;
  /** Lets a ready task take its turn; resolves when it stands again. */
  step(task: Task): Promise<void>;
  /** The process of a task died: nothing of it goes on, its transactions are rolled back. */
  kill(task: Task): void;
  ready(): Task[];
};

export type TaskOptions<Value> = {
  readonly name: string;
  readonly process: string;
  readonly store: Store;
  work(task: Task): Promise<Value>;
  /** Called once, unless the task dies. */
  onEnd(outcome: { readonly value: Value } | { readonly error: unknown }): void;
};

/** What the tasks of a scheduler share. */
type Stage = { readonly waiting: Map<Tx, Task[]>; stands(): void };

/** Exactly one task runs at a time, from one of its turns to the next. */
export function createScheduler(stores: readonly Store[]): Scheduler {
  const tasks = new Set<Task>();
  const stage: Stage = { waiting: new Map(), stands: () => undefined };
  let nextId = 1;
  for (const store of stores) store.onEnd = (tx) => wake(stage, tx);
  const untilItStands = (go: () => void) =>
    new Promise<void>((resolve) => {
      stage.stands = resolve;
      go();
    });
  const end = (task: Task, report: () => void) => {
    if (task.state === 'dead') return;
    task.state = 'done';
    tasks.delete(task);
    report();
    stage.stands();
  };
  return {
    tasks,
    async start({ work, onEnd, ...options }) {
      const task = createTask(stage, { ...options, id: nextId++ });
      tasks.add(task);
      await untilItStands(() => {
        work(task).then(
          (value) => end(task, () => onEnd({ value })),
          (error: unknown) => end(task, () => onEnd({ error })),
        );
      });
      return task;
    },
    step: (task) =>
      untilItStands(() => {
        task.state = 'running';
        task.resume();
      }),
    kill(task) {
      task.state = 'dead';
      tasks.delete(task);
      for (const tx of task.open) rollback(task.store, tx);
    },
    ready: () => [...tasks].filter(({ state }) => state === 'ready'),
  };
}

function createTask(stage: Stage, options: Pick<Task, 'id' | 'name' | 'process' | 'store'>): Task {
  const park = (state: 'ready' | 'waiting', next: string) =>
    new Promise<void>((resolve) => {
      task.state = state;
      task.next = next;
      task.resume = resolve;
      stage.stands();
    });
  const task: Task = {
    ...options,
    open: new Set(),
    state: 'running',
    next: 'begin',
    resume: () => undefined,
    turn: (what) => park('ready', what),
    waitFor(holder) {
      stage.waiting.set(holder, [...(stage.waiting.get(holder) ?? []), task]);
      return park('waiting', 'lock');
    },
  };
  return task;
}

function wake({ waiting }: Stage, tx: Tx): void {
  for (const task of waiting.get(tx) ?? []) if (task.state === 'waiting') task.state = 'ready';
  waiting.delete(tx);
}
