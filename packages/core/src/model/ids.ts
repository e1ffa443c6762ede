/**
 * Names of things that cross a boundary. Each is a plain string on the wire; the phantom property keeps one kind of
 * id from being passed where another is meant, without forcing callers to cast literals.
 */
type Named<Kind extends string> = string & { readonly __idOf?: Kind };

/** One encounter (就诊), unique within the institution that sends it. */
export type EncounterId = Named<'encounter'>;
/** One order or charge item (医嘱/费用明细) of an encounter; echoed in alerts. */
export type ItemId = Named<'item'>;
/** One rule (规则). Stable for ever: a changed rule keeps its id and gets a new `from`. */
export type RuleId = Named<'rule'>;
/** One knowledge point (知识点). Stable for ever. */
export type KnowledgePointId = Named<'knowledge-point'>;
/** One alert: equal facts under an equal rule give an equal id. 16 lower-case hex digits. */
export type AlertId = Named<'alert'>;
/** National code of a catalogue item (国家医保编码): 23-character drug, 20-character patent drug, 15-digit service … */
export type ItemCode = Named<'item-code'>;
/** One basis (依据): the clause that makes a rule a rule. */
export type BasisId = Named<'basis'>;
/** SHA-256 of a segment's bytes, 64 lower-case hex digits. */
export type SegmentDigest = Named<'segment-digest'>;
