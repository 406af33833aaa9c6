/** Events and data cross a JSON border between WeChat's view and logic layers, so they do here. */
import { type Caller, callerPrototype, type GlassElement, type GlassEvent, glassEasel } from './glass'
import { guarded, journal, recordFault } from './journal'
import { noteHeard } from './longpress'
import { type OpenPage, session, topPage } from './session'

const SET_DATA_LIMIT_BYTES = 1024 * 1024

const plainTarget = (target: GlassElement | null | undefined) =>
  target && {
    id: target.id || '',
    dataset: JSON.parse(JSON.stringify({ ...target.dataset })) as Record<string, unknown>,
    offsetLeft: target.$$?.offsetLeft ?? 0,
    offsetTop: target.$$?.offsetTop ?? 0,
  }

interface Point {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

const plainPoint = ({ identifier, pageX, pageY, clientX, clientY }: Point): Point => ({
  identifier,
  pageX,
  pageY,
  clientX,
  clientY,
})

function touchesOf(original: unknown): Point[] {
  const event = original as Partial<TouchEvent & MouseEvent> | undefined
  if (event?.touches?.length || event?.changedTouches?.length)
    return Array.from(event.touches ?? [], plainPoint)
  if (event?.clientX === undefined) return []
  return [plainPoint({ ...(event as MouseEvent), identifier: 0, ...pointOf(event as MouseEvent) })]
}

const pointOf = ({ pageX, pageY, clientX, clientY }: MouseEvent) => ({ pageX, pageY, clientX, clientY })

function plainEvent(event: unknown): unknown {
  if (!(event instanceof glassEasel.Event)) return event
  // A shadowed event: glass-easel's own type says so only for its listeners.
  const shadowed = event as unknown as GlassEvent
  noteHeard(shadowed.type)
  const touches = touchesOf(shadowed.getOriginalEvent())
  return {
    type: shadowed.type,
    timeStamp: shadowed.timeStamp,
    target: plainTarget(shadowed.target),
    currentTarget: plainTarget(shadowed.currentTarget),
    mark: shadowed.mark,
    detail: plainJson(shadowed.detail),
    touches,
    changedTouches: touches,
  }
}

function plainJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value ?? {}))
  } catch {
    return {}
  }
}

/** Copies a definition so that its methods receive plain events. */
export function withPlainEvents(methods: Record<string, unknown> | undefined): Record<string, unknown> {
  const wrap = (member: unknown): unknown =>
    typeof member !== 'function'
      ? member
      : function (this: unknown, event: unknown, ...rest: unknown[]) {
          return member.call(this, plainEvent(event), ...rest)
        }
  return Object.fromEntries(Object.entries(methods ?? {}).map(([name, member]) => [name, wrap(member)]))
}

function pageOf(caller: Caller): OpenPage | undefined {
  const open = [...session.stack, ...session.keptTabs.values()]
  const box = caller._$.$$?.closest('.mp-page')
  return open.find((page) => page.caller === caller || (box && page.box === box)) ?? topPage()
}

/** Puts the host's setData in front of glass-easel's: measured, checked and copied through JSON. */
export function installSetData(): void {
  const original = callerPrototype.setData
  callerPrototype.setData = function (this: Caller, data, callback) {
    if (this.is.startsWith('__builtin/')) return original.call(this, data, callback)
    const text = JSON.stringify(data)
    const page = pageOf(this)
    const fields = Object.keys(data)
    const bytes = new TextEncoder().encode(text).length
    const atMs = Math.round(performance.now() - session.startedAt)
    journal.setData.push({
      page: page?.route ?? '',
      component: this.is,
      bytes,
      fieldCount: fields.length,
      atMs,
    })
    const missing = fields.find((field) => data[field] === undefined)
    if (missing) recordFault('setData', `${this.is}: field "${missing}" is undefined`)
    if (bytes > SET_DATA_LIMIT_BYTES) recordFault('setData', `${this.is}: ${bytes} bytes exceed 1 MB`)
    original.call(this, JSON.parse(text))
    afterPaint(() => {
      if (page) page.paintedMs ??= performance.now() - page.startedAt
      if (callback) guarded('setData callback', () => callback.call(this))
    })
  }
}

/** Runs once the browser has drawn what was changed so far. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run))
}
