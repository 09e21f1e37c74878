import cliProgress from 'cli-progress';

export type Progress = { show(stage: string, done: number, total: number): void; end(): void };

/** A bar on a terminal, else a line for each tenth; on standard error, so that reports stay clean. */
export function createProgress(): Progress {
  return process.stderr.isTTY ? bars() : lines();
}

function bars(): Progress {
  const bar = new cliProgress.SingleBar({
    format: '{stage} [{bar}] {value}/{total}, {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
  });
  let current = '';
  return {
    show: (stage, done, total) => {
      if (stage !== current) {
        if (current) bar.stop();
        bar.start(total, done, { stage });
        current = stage;
      }
      bar.update(done, { stage });
    },
    end: () => {
      if (current) bar.stop();
      current = '';
    },
  };
}

function lines(): Progress {
  let last = '';
  return {
    show: (stage, done, total) => {
      const tenths = total === 0 ? 10 : Math.floor((done / total) * 10);
      const line = `${stage}: ${tenths * 10} %`;
      if (line !== last) process.stderr.write(`${line} (${done}/${total})\n`);
      last = line;
    },
    end: () => {},
  };
}
