export type { CompactOptions } from './compact/compact.ts';
export { compactSegments } from './compact/compact.ts';
export type { CompileOptions } from './compile/compile-segment.ts';
export { compileSegment } from './compile/compile-segment.ts';
export type { LintCode, LintDiagnostic, LintRow, LintSeverity } from './lint/diagnostic.ts';
export { LINT_CODES } from './lint/diagnostic.ts';
export type { LintOptions } from './lint/lint-source.ts';
export { lintSource } from './lint/lint-source.ts';
export { readSource } from './segment/read-source.ts';
export type { RuleLogic } from './source/rule-logic.ts';
export type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  Layer,
  PolicyRow,
  RuleDefinition,
  RuleExample,
  RuleSource,
  Withdrawal,
} from './source/rule-source.ts';
