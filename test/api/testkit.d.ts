// @forecheck/testkit, as built. `npm run api:update` writes this file.

import { Evaluation, RuleSource, RuleDefinition, CatalogueItem, Encounter, OrderItem, Excess, RuleLogic, Alert } from "@forecheck/core";
import fc from "fast-check";
import { BureauStore } from "@forecheck/bureau";
import { OutboxEntry, OutboxBatch, OutboxDepth, Outbox, PackStore, Clock, Connector } from "@forecheck/sync";
declare const GENERATED_DAYS: readonly [
    "2024-01-01",
    "2024-01-03",
    "2024-01-05",
    "2024-01-08"
];
declare const GENERATED_CODES: readonly [
    "XA01",
    "XA02",
    "XA01BB",
    "T00100",
    "33-1/a",
    "Z"
];
declare const GENERATED_LOCAL_CODES: readonly [
    "L-1",
    "L-2",
    "\u672C\u5730"
];
declare const GENERATED_LOGIC: ReadonlyMap<string, RuleLogic>;
declare function arbitraryLayers(layersMax?: number): fc.Arbitrary<readonly RuleSource[]>;
declare function arbitraryRuleSource(): fc.Arbitrary<RuleSource>;
interface CaseFile {
    readonly $schema?: string;
    readonly suite: string;
    readonly requirement: string;
    readonly note?: string;
    readonly source?: WrittenSource;
    readonly sources?: readonly WrittenSource[];
    readonly cases: readonly WrittenCase[];
}
interface WrittenCase {
    readonly name: string;
    readonly note?: string;
    readonly source?: WrittenSource;
    readonly sources?: readonly WrittenSource[];
    readonly encounter: WrittenEncounter;
    readonly expect: ExpectedEvaluation;
}
interface WrittenSource extends Partial<Omit<RuleSource, "rules" | "catalogue">> {
    readonly rules?: readonly WrittenRule[];
    readonly catalogue?: readonly WrittenCatalogueItem[];
}
type WrittenRule = Pick<RuleDefinition, "id" | "logic"> & Partial<RuleDefinition>;
type WrittenCatalogueItem = Omit<CatalogueItem, "name"> & Partial<Pick<CatalogueItem, "name">>;
interface WrittenEncounter extends Partial<Omit<Encounter, "items">> {
    readonly items?: readonly WrittenItem[];
}
type WrittenItem = OrderItem & {
    readonly repeat?: number;
};
interface ExpectedEvaluation {
    readonly alerts: readonly ExpectedAlert[];
    readonly preexisting?: readonly ExpectedAlert[];
    readonly undetermined?: readonly ExpectedUndetermined[];
    readonly exempted?: readonly {
        readonly rule: string;
        readonly items?: readonly string[];
    }[];
    readonly partial?: readonly string[];
    readonly unmapped?: readonly string[];
    readonly diagnostics?: readonly string[];
    readonly status?: Evaluation["status"];
    readonly decision?: Evaluation["decision"];
}
interface ExpectedAlert {
    readonly rule: string;
    readonly offending: readonly string[];
    readonly involved?: readonly string[];
    readonly knowledgePoint?: string;
    readonly excess?: Excess;
    readonly evidence?: readonly string[] | readonly ExpectedEvidence[];
    readonly decision?: string;
    readonly severity?: string;
    readonly verdict?: string;
    readonly degree?: string;
    readonly dispositions?: readonly string[];
    readonly message?: Evaluation["alerts"][number]["message"];
    readonly fixes?: readonly string[];
}
interface ExpectedEvidence {
    readonly fact: string;
    readonly value?: string;
    readonly bound?: string;
}
interface ExpectedUndetermined {
    readonly rule: string;
    readonly missing: readonly string[];
    readonly items?: readonly string[];
    readonly knowledgePoint?: string;
}
interface ConformanceRequest {
    readonly sources: readonly RuleSource[];
    readonly encounter: Encounter;
}
interface ConformanceAnswer {
    readonly alerts: readonly AnsweredAlert[];
    readonly preexisting?: readonly AnsweredAlert[];
    readonly undetermined?: readonly AnsweredUndetermined[];
    readonly exempted?: readonly {
        readonly rule: string;
        readonly items: readonly string[];
    }[];
    readonly partial?: readonly {
        readonly rule: string;
    }[];
    readonly unmapped?: readonly string[];
    readonly diagnostics?: readonly {
        readonly code: string;
    }[];
    readonly status?: string;
    readonly decision?: string;
}
type AnsweredAlert = Pick<Evaluation["alerts"][number], "rule" | "offending"> & Partial<Omit<Evaluation["alerts"][number], "rule" | "offending">>;
interface AnsweredUndetermined {
    readonly rule: string;
    readonly missing: readonly string[];
    readonly items?: readonly string[];
    readonly knowledgePoint?: string;
}
interface ConformanceImplementation {
    evaluate(request: ConformanceRequest): ConformanceAnswer | Promise<ConformanceAnswer>;
}
interface SegmentLayout {
    readonly isCompacted?: boolean;
    readonly hasUnrelatedSegments?: boolean;
}
interface CoreImplementation extends ConformanceImplementation {
    evaluate(request: ConformanceRequest): Evaluation;
}
declare function coreImplementation(layout?: SegmentLayout): CoreImplementation;
declare function findLawBreaches(encounter: Encounter, evaluation: Evaluation): readonly string[];
declare function findBrokenPromise(before: Evaluation, alert: Alert, after: Evaluation): string | undefined;
declare function matchAnswer(expected: ExpectedEvaluation, answer: ConformanceAnswer): readonly string[];
interface ConformanceTest {
    readonly suite: string;
    readonly requirement: string;
    readonly number: number;
    readonly name: string;
    readonly request: ConformanceRequest;
    judge(implementation: ConformanceImplementation): Promise<readonly string[]>;
}
interface ConformanceReport {
    readonly passed: number;
    readonly failures: readonly ConformanceFailure[];
}
interface ConformanceFailure {
    readonly suite: string;
    readonly requirement: string;
    readonly number: number;
    readonly name: string;
    readonly differences: readonly string[];
}
declare function listConformanceTests(files: readonly CaseFile[]): readonly ConformanceTest[];
declare function runConformance(files: readonly CaseFile[], implementation: ConformanceImplementation): Promise<ConformanceReport>;
interface BureauStorePlace {
    open(): Promise<BureauStore>;
    readonly isShared: boolean;
}
interface ContractTest<Place> {
    readonly name: string;
    readonly run: (place: Place) => Promise<void>;
}
declare const bureauStoreContract: readonly ContractTest<BureauStorePlace>[];
interface OutboxPlace {
    open(bytesMax?: number): Promise<Outbox>;
}
declare const outboxContract: readonly ContractTest<OutboxPlace>[];
interface OutboxModel {
    append(entry: OutboxEntry): number | undefined;
    read(entriesMax: number, bytesMax: number, after: number): Omit<OutboxBatch, "stream">;
    acknowledge(sequence: number): void;
    beginStream(): void;
    depth(): OutboxDepth;
}
declare function createOutboxModel(bytesMax: number): OutboxModel;
interface PackStorePlace {
    open(): Promise<PackStore>;
}
declare const packStoreContract: readonly ContractTest<PackStorePlace>[];
interface SimulatedTime {
    readonly nowMs: number;
    runUntil(untilMs: number): Promise<void>;
    createClock(wallOffsetMs?: number): SimulatedClock;
    after(delayMs: number, callback: () => void): () => void;
    readonly steps: number;
}
interface SimulatedClock extends Clock {
    jump(byMs: number): void;
    stop(): void;
}
declare function createSimulatedTime(startMs: number): SimulatedTime;
interface SeededRandom {
    next(): number;
    between(min: number, max: number): number;
    permille(share: number): boolean;
    pick<T>(of: readonly T[]): T;
    fork(): SeededRandom;
}
declare function createSeededRandom(seed: number): SeededRandom;
interface DiskFaults {
    readonly failedPermille: number;
    readonly delayMs: {
        readonly min: number;
        readonly max: number;
    };
}
interface SimulatedDisk {
    setFaults(faults: DiskFaults): void;
    openPackStore(): PackStore;
    openOutbox(): Outbox;
    losePower(): void;
    rot(): boolean;
    readonly outboxLength: number;
}
declare function createSimulatedDisk(time: SimulatedTime, random: SeededRandom): SimulatedDisk;
interface NetworkFaults {
    readonly refusedPermille: number;
    readonly resetPermille: number;
    readonly silencedPermille: number;
    readonly delayMs: {
        readonly min: number;
        readonly max: number;
    };
}
interface SimulatedNetwork {
    setFaults(faults: NetworkFaults): void;
    listen(url: string, accept: (connection: AcceptedConnection) => AcceptedListener): () => void;
    createConnector(clock: SimulatedClock): SimulatedConnector;
    readonly frames: number;
}
interface SimulatedConnector extends Connector {
    cut(): void;
}
interface AcceptedConnection {
    send(frame: Uint8Array): void;
    sendShared(frames: readonly Uint8Array[]): void;
    readonly queuedBytes: number;
    ping(): void;
    close(): void;
    abort(): void;
}
interface AcceptedListener {
    received(frame: Uint8Array): void;
    heard(): void;
    drained(): void;
    closed(): void;
}
declare function createSimulatedNetwork(time: SimulatedTime, random: SeededRandom): SimulatedNetwork;
export { GENERATED_CODES, GENERATED_DAYS, GENERATED_LOCAL_CODES, GENERATED_LOGIC, arbitraryLayers, arbitraryRuleSource, bureauStoreContract, coreImplementation, createOutboxModel, createSeededRandom, createSimulatedDisk, createSimulatedNetwork, createSimulatedTime, findBrokenPromise, findLawBreaches, listConformanceTests, matchAnswer, outboxContract, packStoreContract, runConformance };
export type { AnsweredAlert, AnsweredUndetermined, BureauStorePlace, CaseFile, ConformanceAnswer, ConformanceFailure, ConformanceImplementation, ConformanceReport, ConformanceRequest, ConformanceTest, ContractTest, CoreImplementation, DiskFaults, ExpectedAlert, ExpectedEvaluation, ExpectedEvidence, ExpectedUndetermined, NetworkFaults, OutboxModel, OutboxPlace, PackStorePlace, SeededRandom, SegmentLayout, SimulatedClock, SimulatedConnector, SimulatedDisk, SimulatedNetwork, SimulatedTime, WrittenCase, WrittenCatalogueItem, WrittenEncounter, WrittenItem, WrittenRule, WrittenSource };
