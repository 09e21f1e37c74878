import type { Cores } from '../machine/cores.ts';
import type { BenchOptions } from './options.ts';

/** What every workload is given. */
export type Around = { readonly options: BenchOptions; readonly supergraphFile: string; readonly cores: Cores };
