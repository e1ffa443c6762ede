import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The script of the widget that came with the program: beside it in a folder of its own, else in its package. */
export function findWidget(): { readonly widgetFile?: string } {
  const places = [
    () => fileURLToPath(new URL('widget.js', import.meta.url)),
    () => fileURLToPath(import.meta.resolve('@forecheck/widget/forecheck-widget.js')),
  ];
  for (const place of places) {
    try {
      const widgetFile = place();
      if (existsSync(widgetFile)) return { widgetFile };
    } catch {
      // It is not installed here.
    }
  }
  return {};
}
