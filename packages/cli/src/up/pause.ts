/** Resolves after the time, or as soon as it is called off. On the timers of the process, whose clock tests may set. */
export function pause(ms: number, calledOff?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (calledOff?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      calledOff?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    calledOff?.addEventListener('abort', end);
  });
}
