import { PlainFault } from '@/platform/plain-fault';

/** How long after a first Ctrl-C a second one ends the process at once. Milliseconds. */
const PATIENCE = 2_000;

const EVENTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

/** Ctrl-C, a stop signal, or the end of the script that started us, however it ended: an IPC channel closes with its process. */
export function stopSignal(): StopSignal {
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  let since = Infinity;
  const request = (): void => {
    // npm and the terminal both send a Ctrl-C; somebody who sends another later means it. What is left running is taken over next time.
    if (performance.now() - since > PATIENCE) process.exit(1);
    since = Math.min(since, performance.now());
    resolve();
  };
  for (const event of EVENTS) process.on(event, request);
  return {
    requested,
    release() {
      for (const event of EVENTS) process.off(event, request);
    },
    breakOff() {
      if (since < Infinity) throw new PlainFault('Stopped before the start was complete.');
    },
  };
}

export interface StopSignal {
  /** Resolves when this process should stop. */
  readonly requested: Promise<void>;
  /** Listens no more: while somebody listens to its end, the channel to the script keeps a process alive. */
  release(): void;
  /** Throws where it should have stopped already. */
  breakOff(): void;
}
