import { normaliseText } from './normalise-text.ts';

/** Sex named by 男 or 女; `undefined` for anything else. */
export function sexNamed(text: string): 'male' | 'female' | undefined {
  return text === '男' ? 'male' : text === '女' ? 'female' : undefined;
}

/**
 * Sex that a text leaves no doubt about because it names a disease or organ of one sex only; `undefined` when it names
 * none, or some of both.
 */
export function sexImplied(text: string): 'male' | 'female' | undefined {
  const normal = normaliseText(text);
  const isMale = /前列腺|睾丸|阴茎|精囊|男性/.test(normal);
  const isFemale = /子宫|宫颈|卵巢|输卵管|阴道|妊娠|产后|绝经|月经|女性|妇女/.test(normal);
  return isMale === isFemale ? undefined : isMale ? 'male' : 'female';
}
