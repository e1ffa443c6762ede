import { countRows, overriddenRows, type SegmentView } from '@forecheck/core';
import { delegationOf, type Manifest, PackError, type Root, URGENT_ROWS_MAX } from '@forecheck/pack';

/**
 * Refuses segments that stand in another layer than their manifest, urgent ones beyond what urgent keys may do, and layers that
 * withdraw or replace rows of those above without leave of the root.
 *
 * @param views - Segments of the manifest.
 * @param above - Segments of all wider layers.
 * @throws {@link PackError} `manifest-unexpected`, `urgent-excessive`, `relaxation-forbidden`
 */
export function checkLayer(
  manifest: Manifest,
  views: readonly SegmentView[],
  above: readonly SegmentView[],
  root: Root,
): void {
  const rank = RANKS[manifest.layer.split('/').length - 1];
  const relaxes = delegationOf(root, manifest.layer)?.relaxes ?? [];
  for (const view of views) {
    if (view.layer !== rank) throw new PackError('manifest-unexpected', 'a segment is of another layer');
    if (manifest.class === 'urgent') checkUrgentRows(view);
    const id = overriddenRows(view, above).find((row) => !relaxes.some((it) => isCovered(row, it)));
    if (id !== undefined) {
      throw new PackError('relaxation-forbidden', `row \`${id}\` of a wider layer is not to be relaxed`, { id });
    }
  }
}

/** What the descriptor announces is only a promise; here are the rows themselves. */
function checkUrgentRows(view: SegmentView): void {
  const counts = countRows(view);
  const rows = Object.values(counts).reduce((sum, count) => sum + count);
  if (rows > URGENT_ROWS_MAX || counts.catalogueRows + counts.mappings > 0) {
    throw new PackError('urgent-excessive', `\`${rows}\` rows in an urgent segment`, { rows });
  }
}

function isCovered(id: string, pattern: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

const RANKS: readonly SegmentView['layer'][] = ['national', 'province', 'city', 'institution'];
