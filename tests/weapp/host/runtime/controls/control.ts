/** What a built-in tag's behaviour is made of, and how one control finds another. */
import { type Caller, callerOf } from '../glass'

export interface Control {
  /** The tag has come into the page. */
  attached?(self: Caller): void
  /** Its properties have changed; also called once before `attached`'s end. */
  changed?(self: Caller): void
}

export function hostOf(self: Caller): HTMLElement {
  return self._$.$$
}

/** The host's own HTML element inside a tag, if it is there yet. */
export function innerOf<Found extends HTMLElement>(self: Caller, selector: string): Found | null {
  return hostOf(self)?.querySelector<Found>(`:scope > ${selector}`) ?? null
}

export function onTap(self: Caller, run: (originalEvent: Event | undefined) => void): void {
  self._$.addListener('tap', (event) => run(event.getOriginalEvent() as Event | undefined))
}

/** The nearest built-in around `element` that matches. */
export function closestCaller(element: Element, selector: string): Caller | undefined {
  return callerOf(element.parentElement?.closest(selector))
}

/** A text property, `''` where the app has set none. */
export function textOf(self: Caller, property: string): string {
  const value = self.data[property]
  return value === undefined || value === null ? '' : String(value)
}
