/** Longest stop of a process whose supervisor has died. */
const lingerMs = 5_000;

/** Ends this process with the one that started it, however that ends, if it keeps a channel open to us (`caravan up`). */
export function endWithParent(): void {
  if (!process.channel) return;
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), lingerMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Commands that have done their work end all the same.
  process.channel.unref();
}
