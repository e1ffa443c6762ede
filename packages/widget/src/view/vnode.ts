/** One element as it should be. Strings are text and nothing else. */
export interface VNode {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

export type Child = VNode | string;

/**
 * `true` is an attribute without a value; `false` and `undefined` are none. `value` and `checked` are the state of a field, and
 * `key` keeps an element through moves.
 */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What may stand among children: lists are laid flat, and what is not there is left out. */
export type Content = Child | readonly Content[] | false | undefined;

/** An element. */
export function h(tag: string, attributes: Attributes = {}, ...content: readonly Content[]): VNode {
  const children: Child[] = [];
  flatten(content, children);
  return { tag, attributes, children };
}

/** Makes the children of an element what they should be, and touches nothing that is already so: focus, caret and composition stay. */
export function patch(parent: Element | DocumentFragment, children: readonly Child[]): void {
  const keyed = new Map<string, Element>();
  for (const node of Array.from(parent.childNodes)) {
    const key = node instanceof Element ? KEYS.get(node) : undefined;
    if (key !== undefined) keyed.set(key, node as Element);
  }
  let at: ChildNode | null = parent.firstChild;
  for (const child of children) {
    const node = place(at, child, keyed);
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at !== null) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** A new element, for paper. */
export function build(vnode: VNode): HTMLElement {
  const made = create(vnode);
  patchElement(made, vnode);
  return made as HTMLElement;
}

function place(at: ChildNode | null, child: Child, keyed: ReadonlyMap<string, Element>): ChildNode {
  if (typeof child === 'string') {
    if (!(at instanceof Text)) return document.createTextNode(child);
    if (at.data !== child) at.data = child;
    return at;
  }
  const { key } = child.attributes;
  const known = key === undefined ? at : keyed.get(String(key));
  const isSame =
    known instanceof Element &&
    known.localName === child.tag &&
    KEYS.get(known) === (key === undefined ? key : String(key));
  const element = isSame ? known : create(child);
  patchElement(element, child);
  return element;
}

function create({ tag, attributes }: VNode): Element {
  const made = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  if (attributes['key'] !== undefined) KEYS.set(made, String(attributes['key']));
  return made;
}

function patchElement(element: Element, { attributes, children }: VNode): void {
  for (const { name } of Array.from(element.attributes)) {
    // Whether a dialog is open is for the browser to say.
    if (!(name in attributes) && name !== 'open') element.removeAttribute(name);
  }
  for (const name of Object.keys(attributes)) setAttribute(element, name, attributes[name]);
  patch(element, children);
}

function setAttribute(element: Element, name: string, value: Attributes[string]): void {
  if (name === 'key') return;
  if (name === 'value' && isField(element)) {
    // Setting the same text again would move the caret and end a composition.
    if (element.value !== String(value)) element.value = String(value);
  } else if (name === 'checked') {
    (element as HTMLInputElement).checked = value === true;
  } else if (value === undefined || value === false) {
    element.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

function flatten(content: readonly Content[], into: Child[]): void {
  for (const one of content) {
    if (one === false || one === undefined || one === '') continue;
    if (Array.isArray(one)) flatten(one as readonly Content[], into);
    else into.push(one as Child);
  }
}

function isField(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  const isChoice = element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox');
  return (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && !isChoice;
}

const KEYS = new WeakMap<Element, string>();
const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path']);
