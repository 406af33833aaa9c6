/** What the demo's kitchens cook: plausible dishes of the north-east, with raw grams for a child of grades 4–6. */
import type { DishCategory } from '../../../contract/canteen/menu'

/** `菜名 配料克 配料克`; a weight left out was not given by the kitchen. */
type DishLine = string

export const demoDishes: Record<
  Exclude<DishCategory, 'snack' | 'dairy' | 'coarse_grain'>,
  readonly DishLine[]
> = {
  staple: [
    '米饭 大米120',
    '二米饭 大米100 小米20',
    '馒头 小麦粉110',
    '杂粮米饭 大米90 玉米糁30',
    '花卷 小麦粉110',
  ],
  main_meat: [
    '红烧肉 猪肉40 土豆40',
    '土豆烧牛肉 牛肉40 土豆60',
    '糖醋里脊 猪里脊45 淀粉10',
    '番茄牛腩 牛腩40 番茄60',
    '酱焖排骨 排骨60 土豆40',
    '溜肉段 猪瘦肉45 青椒20 淀粉8',
    '胡萝卜炖羊肉 羊肉40 胡萝卜40',
    '锅包肉 猪里脊45 淀粉12',
    '酸菜炖五花肉 五花肉40 酸菜60',
    '葱爆牛肉 牛肉45 大葱20',
    '四喜丸子 猪肉45 鸡蛋10',
    '京酱肉丝 猪瘦肉45 豆腐皮20',
  ],
  side_meat: [
    '番茄炒鸡蛋 鸡蛋40 番茄70',
    '肉末豆腐 豆腐60 猪肉10',
    '木须肉 猪肉12 鸡蛋20 木耳5 黄瓜30',
    '韭菜炒蛋 鸡蛋40 韭菜50',
    '肉末蒸蛋 鸡蛋40 猪肉8',
    '芹菜炒肉丝 猪瘦肉15 芹菜60',
    '虾仁蒸蛋 鸡蛋40 虾仁12',
    '尖椒干豆腐 干豆腐40 青椒30 猪肉8',
  ],
  vegetable: [
    '蒜蓉油麦菜 油麦菜130',
    '醋溜白菜 大白菜140',
    '清炒西兰花 西兰花130',
    '手撕包菜 圆白菜130',
    '素炒芹菜 芹菜120 胡萝卜20',
    '清炒菠菜 菠菜130',
    '蚝油生菜 生菜140',
    '素烧冬瓜 冬瓜150',
    '香菇油菜 油菜110 香菇20',
    '酸辣土豆丝 土豆110 青椒20',
  ],
  soup: [
    '紫菜蛋花汤 紫菜2 鸡蛋10',
    '冬瓜虾皮汤 冬瓜40 虾皮3',
    '番茄蛋汤 番茄30 鸡蛋10',
    '白萝卜汤 白萝卜40',
    '菠菜豆腐汤 菠菜30 豆腐20',
  ],
  fruit: ['苹果 苹果90', '香蕉 香蕉90', '梨 梨90', '橘子 橘子90', '橙子 橙子90'],
  seasoning: ['调味 大豆油10 盐2 酱油3'],
}

/** Dishes that some weeks have, for what a check and an allergic child's family should see. */
export const demoExtras = {
  chicken: '香菇滑鸡 鸡腿肉45 香菇15',
  moreChicken: '可乐鸡翅 鸡翅70',
  banned: '干煸四季豆 四季豆110 猪肉8',
  secret: '酱香豆干',
  milk: '纯牛奶 牛奶200',
  corn: '蒸玉米 玉米80',
}

/** Breakfasts of a boarding school, a line for each dish; suppers are cooked from the lunches' dishes. */
export const demoBreakfasts: readonly (readonly [DishCategory, DishLine])[][] = [
  [
    ['staple', '花卷 小麦粉80'],
    ['side_meat', '茶叶蛋 鸡蛋50'],
    ['soup', '小米粥 小米40'],
    ['dairy', '纯牛奶 牛奶200'],
    ['seasoning', '调味 大豆油3 盐1'],
  ],
  [
    ['staple', '馒头 小麦粉80'],
    ['side_meat', '水煮蛋 鸡蛋50'],
    ['vegetable', '炒圆白菜丝 圆白菜70'],
    ['dairy', '纯牛奶 牛奶200'],
    ['seasoning', '调味 大豆油3 盐1'],
  ],
  [
    ['staple', '发糕 小麦粉60 玉米面20'],
    ['side_meat', '蒸蛋羹 鸡蛋50'],
    ['soup', '大米粥 大米40'],
    ['dairy', '纯牛奶 牛奶200'],
    ['seasoning', '调味 大豆油3 盐1'],
  ],
]
