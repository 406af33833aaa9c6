/** Where something happened, as one of a closed list: all that is kept of a place outside the seal. */

export const placeGroups = [
  'classroom',
  'corridor',
  'playground',
  'toilet',
  'canteen',
  'dormitory',
  'gate',
  'way',
  'online',
  'elsewhere',
  'unsaid',
] as const
export type PlaceGroup = (typeof placeGroups)[number]

export const placeNames: Record<PlaceGroup, string> = {
  classroom: '教室',
  corridor: '走廊楼梯',
  playground: '操场',
  toilet: '厕所',
  canteen: '食堂',
  dormitory: '宿舍',
  gate: '校门口',
  way: '上学放学路上',
  online: '网上',
  elsewhere: '其他地方',
  unsaid: '没有填写',
}

/** Words by which a place is told; the first group that fits counts, so 上学放学路上 comes before 校门口. */
const words: [PlaceGroup, RegExp][] = [
  ['online', /网上|网络|微信|QQ|抖音|群里|的群|视频号|朋友圈/i],
  ['way', /路上|放学路|上学路|公交|校车|小区/],
  ['gate', /校门|门口|小卖部/],
  ['toilet', /厕所|卫生间|洗手间/],
  ['canteen', /食堂|餐厅|饭堂/],
  ['dormitory', /宿舍|寝室/],
  ['playground', /操场|跑道|球场|体育馆/],
  ['corridor', /走廊|楼梯|楼道|过道/],
  ['classroom', /教室|班里|班上|课堂|办公室|机房|实验室/],
]

/** @param place what the reporter wrote, sealed elsewhere */
export const placeGroupOf = (place: string): PlaceGroup =>
  place.trim() === '' ? 'unsaid' : (words.find(([, fits]) => fits.test(place))?.[0] ?? 'elsewhere')
