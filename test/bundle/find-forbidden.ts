import { builtinModules } from 'node:module';

/** Everything in a bundle that must not reach a page under a strict content-security policy, or weighs too much for one. */
export function findForbidden(code: string, inputs: readonly string[]): readonly string[] {
  const imported = [...code.matchAll(/\b(?:from|import|require\()\s*["']([^"']+)["']/g)].map(([, name = '']) => name);
  return [
    ...HEAVY.filter((name) => inputs.some((path) => path.includes(`node_modules/${name}/`))),
    ...(/\beval\s*\(/.test(code) ? ['eval'] : []),
    ...(/\bnew Function\b|\bFunction\s*\(/.test(code) ? ['new Function'] : []),
    ...imported.filter((name) => name.startsWith('node:') || builtinModules.includes(name)),
  ];
}

const HEAVY = ['zod', 'msgpackr'];
