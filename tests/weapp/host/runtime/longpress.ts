/** WeChat's long press: 350 ms without moving; where the app hears it, no tap follows. */
import { triggerFrom } from './glass'

const LONGPRESS_MS = 350

let timer: ReturnType<typeof setTimeout> | undefined
let isHeard = false

/** Told of each event that reaches app code. */
export function noteHeard(eventType: string): void {
  if (eventType === 'longpress' || eventType === 'longtap') isHeard = true
}

/** Whether the finger that just left had its long press heard. */
export function swallowsTap(): boolean {
  return isHeard
}

export function watchLongpress(): void {
  const start = (event: TouchEvent) => {
    isHeard = false
    const { clientX = 0, clientY = 0 } = event.changedTouches[0] ?? {}
    const fire = (name: string) =>
      triggerFrom(event.target as Element, name, { x: clientX, y: clientY }, event)
    timer = setTimeout(() => {
      fire('longpress')
      fire('longtap')
    }, LONGPRESS_MS)
  }
  document.body.addEventListener('touchstart', start, true)
  for (const name of ['touchend', 'touchcancel', 'touchmove']) {
    document.body.addEventListener(name, () => clearTimeout(timer), true)
  }
}
