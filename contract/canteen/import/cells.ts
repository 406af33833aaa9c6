/** Cells of a school's sheet as plain text and numbers, and which column is which. */

/** Signs of a cell, or of a line, that are read. */
export const CELL_SIGNS = 1_000

/** One cell as text on one line: half-width digits and letters, no invisible signs. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value)
    .slice(0, CELL_SIGNS)
    .replace(/[０-９Ａ-Ｚａ-ｚ．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .trim()
}

/** A, B, … Z, AA. @param index from 0 */
export const columnLetter = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnLetter(Math.floor(index / 26) - 1)}${columnLetter(index % 26)}`

export const sheetColumns = ['day', 'meal', 'category', 'dish', 'ingredient', 'grams'] as const
export type SheetColumn = (typeof sheetColumns)[number]

/** Headings as schools write them, without brackets and spaces. */
const headings: Record<SheetColumn, readonly string[]> = {
  day: ['日期', '星期', '时间', '周次', '供餐日', '供餐日期'],
  meal: ['餐次', '餐别'],
  category: ['类别', '类型', '分类', '菜品类别', '种类'],
  dish: ['品名', '菜名', '菜品', '菜品名称', '名称', '食谱', '菜谱', '菜肴名称'],
  ingredient: ['主配料', '配料', '主辅料', '原料', '食材', '主要原料', '原料名称', '食材名称', '主要食材'],
  grams: ['克重', '克数', '重量', '用量', '带量', '数量', '生重', '每人用量', '人均用量', '带量人份'],
}

export type Heading = { index: number; places: Partial<Record<SheetColumn, number>> }

const HEADING_WITHIN_ROWS = 15
const tidyHeading = (value: unknown): string =>
  cellText(value)
    .replace(/[(（【[][^)）】\]]*[)）】\]]?/g, '')
    .replace(/[\s:：/*、]/g, '')

/** The heading among the first rows: a row that names the dish and one of ingredient, grams and day. */
export const findHeading = (rows: readonly (readonly unknown[])[]): Heading | undefined => {
  let best: Heading | undefined
  for (const [index, row] of rows.slice(0, HEADING_WITHIN_ROWS).entries()) {
    const heads = row.slice(0, 40).map(tidyHeading)
    const places: Heading['places'] = {}
    for (const column of sheetColumns) {
      const place = heads.findIndex((head) => headings[column].includes(head))
      if (place >= 0) places[column] = place
    }
    const isOne = places.dish !== undefined && Object.keys(places).length >= 2
    if (isOne && (!best || Object.keys(places).length > Object.keys(best.places).length))
      best = { index, places }
  }
  return best
}

export type ReadNumber =
  | { kind: 'none' }
  | { kind: 'grams'; grams: number; isRough: boolean }
  | { kind: 'measure'; measure: string }
  | { kind: 'range'; text: string }
  | { kind: 'unreadable'; text: string }

/** A cell of grams: `5`, `5 \n`, `5g`, `约50克`, `80-100`, `1块`. */
export const readGrams = (value: unknown): ReadNumber => {
  const text = cellText(value).replace(/ /g, '')
  if (text === '' || /^[-—/\\无]$/.test(text)) return { kind: 'none' }
  const exact = /^(约|≈)?(\d+(?:\.\d+)?)(g|G|克|g\/人|克\/人|克\/份)?(左右)?$/.exec(text)
  if (exact)
    return {
      kind: 'grams',
      grams: Number(exact[2]),
      isRough: exact[1] !== undefined || exact[4] !== undefined,
    }
  if (/^\d+(?:\.\d+)?[-—~至]\d+(?:\.\d+)?(g|克)?$/.test(text)) return { kind: 'range', text }
  if (/^(\d+(?:\.\d+)?|半|一|两)(块|个|只|杯|盒|袋|瓶|片|份|根|枚|勺|包|碗|支|串|听)$/.test(text))
    return { kind: 'measure', measure: text }
  return { kind: 'unreadable', text: text.slice(0, 20) }
}
