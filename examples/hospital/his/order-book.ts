import { applyFix, type Encounter, type Fix, type OrderItem } from '@forecheck/core';
import type { Patient } from './patients.ts';

/** The lines of one patient as they are being written. */
export interface OrderBook {
  readonly patient: Patient;
  readonly lines: readonly OrderItem[];
  add(line: Omit<OrderItem, 'id'>): void;
  change(id: string, change: Partial<OrderItem>): void;
  remove(id: string): void;
  /** Gives the lines as they were. */
  fix(fix: Fix, nameOf: (code: string) => string): readonly OrderItem[];
  restore(lines: readonly OrderItem[]): void;
  /** As it is asked about. */
  encounter(): Encounter;
}

/** An empty book. */
export function createOrderBook(patient: Patient, nowText: () => string): OrderBook {
  let lines: readonly OrderItem[] = [];
  let count = 0;
  // Every order is an encounter of its own here; a HIS has its visit's number.
  const id = `${patient.id}-${crypto.randomUUID()}`;
  const encounter = (): Encounter => ({
    ...patient.facts,
    id,
    asOf: nowText(),
    phase: 'prompt',
    scene: patient.facts.visit?.type === 'inpatient' ? 'inpatient-order' : 'outpatient-order',
    institution: { kind: 'hospital', level: 'tertiary' },
    historyCoverage: 'local',
    items: lines,
  });
  return {
    patient,
    get lines() {
      return lines;
    },
    add(line) {
      count += 1;
      lines = [...lines, { ...line, id: String(count) }];
    },
    change(which, change) {
      lines = lines.map((line) => (line.id === which ? { ...line, ...change } : line));
    },
    remove(which) {
      lines = lines.filter((line) => line.id !== which);
    },
    fix(fix, nameOf) {
      const before = lines;
      // A companion that is added has a code and nothing else.
      lines = applyFix(encounter(), fix).items.map((line) =>
        line.name === undefined ? { ...line, name: nameOf(line.code ?? ''), quantity: line.quantity ?? 1 } : line,
      );
      return before;
    },
    restore(before) {
      lines = before;
    },
    encounter,
  };
}
