import type { LayerId } from './ids.ts';
import { LAYERS_MAX } from './limits.ts';
import type { Delegation, Root } from './root.ts';
import { text } from './shape.ts';

/** A name of 1 to 64 signs. */
const STEP = '[A-Za-z0-9][\\w-]{0,63}';

/** The layer itself and everything below it, by whole steps: `cn/3301` does not lie under `cn/33`. */
export function isUnderLayer(layer: LayerId, prefix: LayerId): boolean {
  return `${layer}/`.startsWith(`${prefix}/`);
}

/** The layers that meet in a scope, widest first: of `cn/33/h1`, `cn`, `cn/33` and `cn/33/h1`. */
export function layersOf(scope: LayerId): readonly LayerId[] {
  const steps = scope.split('/');
  return steps.map((_, i) => steps.slice(0, i + 1).join('/'));
}

/** Who may publish for a layer: the delegation with the longest prefix that it lies under; absent when there is none. */
export function delegationOf(root: Root, layer: LayerId): Delegation | undefined {
  let found: Delegation | undefined;
  for (const delegation of root.delegations) {
    const isLonger = found === undefined || delegation.prefix.length > found.prefix.length;
    if (isLonger && isUnderLayer(layer, delegation.prefix)) found = delegation;
  }
  return found;
}

/**
 * One to four steps. Neither dots nor a leading underscore, so that a layer may name a folder and the property of an
 * object (`__proto__` is none).
 */
export const layerField = text(260, new RegExp(`^${STEP}(/${STEP}){0,${LAYERS_MAX - 1}}$`));
