/** In browsers a dish is dragged to another cell with the mouse; elsewhere, and by keyboard, the editor moves it. */
import { type DishCategory, dishCategories } from '@contract/canteen/menu'
import { useEffect, useRef } from 'react'

export type DropCell = { servedOn: string; category: DishCategory }

const GRID = 'menu-grid'

const cellOf = (target: EventTarget | null): DropCell | null => {
  const id = (target as HTMLElement | null)?.closest('[id^="cell-"]')?.id ?? ''
  const [, servedOn, name] = /^cell-(\d{4}-\d{2}-\d{2})-(\w+)$/.exec(id) ?? []
  const category = dishCategories.find((one) => one === name)
  return servedOn && category ? { servedOn, category } : null
}

/** @param onDrop told of the dishes that lay together, and where they were let go */
export const useDishDrag = (onDrop: (dishIds: readonly string[], cell: DropCell) => void): void => {
  const latest = useRef(onDrop)
  latest.current = onDrop
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    let dragged: string[] = []
    const begin = (event: DragEvent) => {
      const dish = (event.target as HTMLElement | null)?.closest<HTMLElement>(`#${GRID} [data-dish]`)
      dragged = dish?.dataset.dish?.split(' ') ?? []
      if (dragged.length > 0) event.dataTransfer?.setData('text/plain', dish?.innerText ?? '')
    }
    const over = (event: DragEvent) => {
      if (dragged.length > 0 && cellOf(event.target)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const cell = cellOf(event.target)
      if (dragged.length === 0 || !cell) return
      event.preventDefault()
      latest.current(dragged, cell)
      dragged = []
    }
    document.addEventListener('dragstart', begin)
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragstart', begin)
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  }, [])
}
