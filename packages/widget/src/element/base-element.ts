/** `HTMLElement`; where there is none, as on a server that renders pages, a class that can be named and not used. */
export const BaseElement: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (class {} as unknown as typeof HTMLElement) : HTMLElement;
