export { encounterSchema } from './schema/encounter.ts';
export type { Schema } from './schema/field.ts';
export {
  type Parsed,
  type ParseSourceOptions,
  parseEncounter,
  parseKnowledgePoint,
  parseRuleSource,
  parseWith,
} from './schema/parse.ts';
export { PROBLEM_CODES, type Problem, type ProblemCode } from './schema/problem.ts';
export { ruleLogicSchema } from './schema/rule-logic.ts';
export {
  catalogueItemSchema,
  codeMappingSchema,
  knowledgePointSchema,
  policyRowSchema,
  ruleDefinitionSchema,
  ruleSourceSchema,
  type SourceHeader,
  sourceHeaderSchema,
  withdrawalSchema,
} from './schema/rule-source.ts';
