import { rmSync, statSync, writeFileSync } from 'node:fs';

/** Room on a disk that is kept back for removing entries when nothing else is left. */
export interface OutboxReserve {
  /** Gives the room up. False when there is none to give. */
  give(): boolean;
  /** Takes it again where the disk has it; where it has not, another time. */
  take(): void;
}

/** The reserve in a file. */
export function openOutboxReserve(path: string): OutboxReserve {
  const reserve: OutboxReserve = {
    give() {
      if (!isTaken(path)) return false;
      rmSync(path, { force: true });
      return true;
    },
    take() {
      if (isTaken(path)) return;
      try {
        // Written, not only sized: a file of holes takes no room.
        writeFileSync(path, new Uint8Array(RESERVE_BYTES).fill(0x66));
      } catch {
        rmSync(path, { force: true });
      }
    },
  };
  reserve.take();
  return reserve;
}

function isTaken(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === RESERVE_BYTES;
}

/** Pages of 500 entries of the largest size, and of the tree above them, fit some hundred times. */
const RESERVE_BYTES = 512 * 1024;
