import { cpus, totalmem } from 'node:os';

/** Of the machine and what runs on it, for whoever reads the figures later. */
export function machineOf(): string[] {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node} (V8 ${process.versions.v8}) on ${process.platform} ${process.arch}`,
    new Date().toISOString(),
  ];
}

/** Milliseconds on a clock that all processes of the machine share. */
export function machineTime(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}
