/** A stream of 32-bit numbers from a seed: a failing run is replayed by its seed. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A copy of a JSON value with one to six changes of the kinds that break readers. The original is left alone. */
export function mutateJson(value: unknown, random: () => number): unknown {
  let mutated: unknown = structuredClone(value);
  const changes = 1 + Math.floor(random() * 6);
  for (let change = 0; change < changes; change += 1) mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(root: unknown, random: () => number): unknown {
  const places = placesOf(root);
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return junk(random);
  const { holder, key } = place;
  const container = holder as Record<string, unknown>;
  switch (Math.floor(random() * 7)) {
    case 0:
      delete container[key];
      break;
    case 1:
      container[key] = [container[key]];
      break;
    case 2:
      container[key] = { value: container[key] };
      break;
    case 3:
      if (Array.isArray(holder)) holder.push(structuredClone(container[key]));
      else container[`${key}x`] = container[key];
      break;
    case 4:
      container[key] = typeof container[key] === 'string' ? damageText(container[key], random) : junk(random);
      break;
    case 5:
      container[key] = String(container[key]);
      break;
    default:
      container[key] = junk(random);
  }
  return root;
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesOf(root: unknown): Place[] {
  const places: Place[] = [];
  const stack: unknown[] = [root];
  while (stack.length > 0 && places.length < PLACES_MAX) {
    const holder = stack.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key });
      stack.push(value);
    }
  }
  return places;
}

function damageText(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + PIECES[Math.floor(random() * PIECES.length)] + text.slice(at + Math.floor(random() * 3));
}

function junk(random: () => number): unknown {
  const value = JUNK[Math.floor(random() * JUNK.length)];
  return typeof value === 'function' ? value() : value;
}

const PLACES_MAX = 5000;
const PIECES = [
  '',
  '\u0000',
  '−',
  '9'.repeat(400),
  '２',
  '?',
  '*',
  '..',
  '\ud800',
  '{item}',
  '__proto__',
  '-0',
  'T',
  '+08:00',
];
const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1e21,
  1e-9,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER,
  '',
  '-',
  '默认',
  '1900-01-01',
  '2026-02-30',
  '9999-12-31 23:59:59',
  [],
  {},
  [[]],
  () => 'x'.repeat(100_000),
  () => Array.from({ length: 500 }, (_, k) => ({ id: k })),
  () => nest(200),
];

function nest(depth: number): unknown {
  let value: unknown = 'end';
  for (let k = 0; k < depth; k += 1) value = k % 2 === 0 ? [value] : { items: value };
  return value;
}
