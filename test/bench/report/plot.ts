/** One panel: lines over a common pair of axes; up is microseconds. */
export interface Panel {
  readonly title: string;
  readonly xName: string;
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  /** Drawn boldly: what the reader looks for. */
  readonly isOurs: boolean;
  readonly isDashed?: boolean;
  /** Both positive; x ascends. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Panels side by side as one SVG. Both axes are logarithmic; lines carry their names at their ends. */
export function drawPanels(panels: readonly Panel[]): string {
  const width = panels.length * PANEL_WIDTH;
  const bodies = panels.map(
    (panel, index) => `<g transform="translate(${index * PANEL_WIDTH} 0)">${drawPanel(panel)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...bodies,
    '</svg>',
    '',
  ].join('\n');
}

function drawPanel(panel: Panel): string {
  const all = panel.series.flatMap(({ points }) => points);
  const xs = [...new Set(all.map(([value]) => value))];
  const ys = all.map(([, value]) => value);
  const yTicks = ticksAround(Math.min(...ys), Math.max(...ys));
  const x = logScale(Math.min(...xs), Math.max(...xs), LEFT, PANEL_WIDTH - RIGHT);
  const y = logScale(yTicks[0]!, yTicks.at(-1)!, HEIGHT - BOTTOM, TOP);
  return [
    `<text x="${LEFT}" y="26" font-size="14" font-weight="600" fill="#1a1a1a">${escapeText(panel.title)}</text>`,
    ...yTicks.map((tick) => horizontalTick(y(tick), formatTime(tick))),
    ...xs.map((tick) => verticalTick(x(tick), formatTick(tick))),
    `<text x="${(LEFT + PANEL_WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle" fill="#555">${escapeText(panel.xName)}</text>`,
    ...panel.series.map((series, index) => drawLine(series, colourOf(series, index), x, y)),
    ...drawNames(panel.series, y),
  ].join('\n');
}

/** Where a value lies, in pixels. */
type Scale = (value: number) => number;

function logScale(low: number, high: number, from: number, to: number): Scale {
  const span = Math.log10(high / low) || 1;
  return (value) => from + (Math.log10(value / low) / span) * (to - from);
}

/** Powers of ten, and their doubles and fives where there are few: the last not above `low` to the first not below `high`. */
function ticksAround(low: number, high: number): readonly number[] {
  const steps = high / low > 300 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); ; power += 1) {
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick <= low) ticks.length = 0;
      ticks.push(tick);
      if (tick >= high) return ticks;
    }
  }
}

function drawLine({ points, isOurs, isDashed }: Series, colour: string, x: Scale, y: Scale): string {
  const places = points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`);
  const dots = points.map(
    ([px, py]) => `<circle cx="${x(px).toFixed(1)}" cy="${y(py).toFixed(1)}" r="${isOurs ? 4 : 3}" fill="${colour}"/>`,
  );
  const dash = isDashed === true ? ' stroke-dasharray="5 4"' : '';
  const stroke = `stroke="${colour}" stroke-width="${isOurs ? 3 : 1.6}"`;
  return `<polyline points="${places.join(' ')}" fill="none" ${stroke}${dash}/>${dots.join('')}`;
}

/** Names at the right ends of their lines, moved apart where they would overlap. */
function drawNames(series: readonly Series[], y: Scale): readonly string[] {
  const names = series
    .map((one, index) => ({ one, colour: colourOf(one, index), at: y(one.points.at(-1)![1]) }))
    .sort((a, b) => a.at - b.at);
  for (let i = 1; i < names.length; i += 1) names[i]!.at = Math.max(names[i]!.at, names[i - 1]!.at + NAME_HEIGHT);
  const over = (names.at(-1)?.at ?? 0) - (HEIGHT - BOTTOM);
  if (over > 0) for (const name of names) name.at -= over;
  return names.map(({ one, colour, at }) => {
    const weight = one.isOurs ? ' font-weight="600"' : '';
    return `<text x="${PANEL_WIDTH - RIGHT + 10}" y="${(at + 4).toFixed(1)}" fill="${colour}"${weight}>${escapeText(one.name)}</text>`;
  });
}

function horizontalTick(at: number, text: string): string {
  return `<line x1="${LEFT}" x2="${PANEL_WIDTH - RIGHT}" y1="${at.toFixed(1)}" y2="${at.toFixed(1)}" stroke="#e4e4e4"/><text x="${LEFT - 6}" y="${(at + 4).toFixed(1)}" text-anchor="end" fill="#555">${text}</text>`;
}

function verticalTick(at: number, text: string): string {
  return `<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#f0f0f0"/><text x="${at.toFixed(1)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#555">${text}</text>`;
}

function formatTime(us: number): string {
  return us < 1000 ? `${us} µs` : us < 1_000_000 ? `${us / 1000} ms` : `${us / 1_000_000} s`;
}

function formatTick(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 1000 ? `${value / 1000}k` : String(Number(value.toPrecision(3)));
}

function colourOf({ isOurs }: Series, index: number): string {
  return isOurs ? '#0b5fb0' : COLOURS[index % COLOURS.length]!;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const PANEL_WIDTH = 520;
const HEIGHT = 400;
const LEFT = 62;
const RIGHT = 132;
const TOP = 44;
const BOTTOM = 52;
const NAME_HEIGHT = 15;
/** Told apart by the colour-blind too, and each has its name beside it. */
const COLOURS = ['#7a7a7a', '#b3541e', '#8a5fb0', '#2f8f5b', '#c0392b', '#a08a00', '#444444', '#cc6699'];
