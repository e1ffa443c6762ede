/** A plain string on the wire; the phantom property keeps one kind of name from being passed where another is meant. */
type Named<Kind extends string> = string & { readonly __nameOf?: Kind };

/** SHA-256 of bytes, 64 lower-case hex digits. Names segments, signed objects and packs. */
export type Digest = Named<'digest'>;

/** SHA-256 over `<algorithm>\0<key bytes>` of a public key, 64 lower-case hex digits. */
export type KeyId = Named<'key'>;

/**
 * Where a layer stands: names of one to four steps, parted by `/`, from the nation down, such as `cn`, `cn/330000`,
 * `cn/330000/330100`, `cn/330000/330100/h1`. One step is the national layer, two a province, three a city, four an
 * institution. A layer lies under another when the other's steps are its first.
 */
export type LayerId = Named<'layer'>;
