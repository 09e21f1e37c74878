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

/** Exactly one task runs at a time, from one of its turns to the next. */
export function createScheduler(stores: readonly Store[]): Scheduler {
  const tasks = new Set<Task>();
  const waiting = new Map<Tx, Task[]>();
  let stands: () => void = () => undefined;
  let nextId = 1;

  for (const store of stores) {
    store.onEnd = (tx) => {
      for (const task of waiting.get(tx) ?? []) if (task.state === 'waiting') task.state = 'ready';
      waiting.delete(tx);
    };
  }

  const park = (task: Task, state: 'ready' | 'waiting', next: string) =>
    new Promise<void>((resolve) => {
      task.state = state;
      task.next = next;
      task.resume = resolve;
      stands();
    });
  const untilItStands = (go: () => void) =>
    new Promise<void>((resolve) => {
      stands = resolve;
      go();
    });
  const end = (task: Task, report: () => void) => {
    if (task.state === 'dead') return;
    task.state = 'done';
    tasks.delete(task);
    report();
    stands();
  };

  return {
    tasks,
    async start({ name, process, store, work, onEnd }) {
      const task: Task = {
        id: nextId++,
        name,
        process,
        store,
        open: new Set(),
        state: 'running',
        next: 'begin',
        resume: () => undefined,
        turn: (what) => park(task, 'ready', what),
        waitFor(holder) {
          waiting.set(holder, [...(waiting.get(holder) ?? []), task]);
          return park(task, 'waiting', 'lock');
        },
      };
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
