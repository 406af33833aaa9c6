/** Two weeks as two schools really published them: every dish, ingredient and gram, and every finding, read off the sheets by eye. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { checkWeek } from '@contract/canteen/checks/check-week'
import { programDictionary } from '@contract/canteen/dictionary'
import type { MenuPreview } from '@contract/canteen/import/builder'
import { weekMenu } from '@contract/canteen/menu'
import { programRules } from '@contract/canteen/rules/program-rules'
import { readMenuFile } from '../../cloudfunctions/canteen/import/read-menu-file'

const WEEK = '2026-11-23'
const importFile = async (name: string): Promise<MenuPreview> => {
  const bytes = readFileSync(path.join(__dirname, '../support/published-menus', name))
  const read = await readMenuFile(bytes, WEEK, programDictionary())
  if (read.kind === 'refused') throw new Error(read.sentence)
  return read.preview
}

/** A dish in a line: category, name, grades, ingredients with grams or measure. */
const linesOf = ({ menu }: MenuPreview): Record<string, string[]> =>
  Object.fromEntries(
    menu.days.map(({ servedOn, meals }) => [
      servedOn,
      meals.flatMap((meal) =>
        meal.dishes.map(({ category, name, grades, ingredients }) => {
          const span = grades === null ? '' : ` ${grades.from}-${grades.to}`
          const list = ingredients.map(({ word, grams, measure }) => `${word} ${grams ?? measure ?? '?'}`)
          return `${category} ${name}${span}: ${list.join(', ')}`
        }),
      ),
    ]),
  )
const marksOf = ({ marks }: MenuPreview): string[] =>
  marks.map(({ kind, row, column, says }) => `${kind} ${row ?? ''}${column} ${says}`.replace(/，请.*$/, ''))
const foundIn = ({ menu }: MenuPreview): string[] =>
  checkWeek(menu, programRules, programDictionary(), ['primary'])
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, ruleId }) => `${severity} ${ruleId}`)

const RICE = ['staple 白米饭 1-3: 大米 80', 'staple 白米饭 4-6: 大米 120']
const SEASONING = 'seasoning 调味品: 油 10, 盐 2.5, 糖 5, 酱油 3'

describe('the week of school 甲', () => {
  // Rows 3–17 Monday, 18–32 Tuesday, 33–45 Wednesday (its day cell reads "zzz ⏎ ⏎ ⏎ 周三"), 46–59 Thursday.
  it('has every dish, ingredient and gram in its place', async () => {
    expect(linesOf(await importFile('带量食谱-甲校.xlsx'))).toEqual({
      '2026-11-23': [
        ...RICE,
        'main_meat 红烧狮子头: 猪肉 90, 鸡蛋 5',
        // Row 10 has "5 ⏎ ⏎" for the carrot.
        'side_meat 木须肉: 黄瓜 70, 鸡蛋 15, 木耳(水发) 5, 胡萝卜 5, 肉片 30',
        'vegetable 干锅包菜: 包菜 120',
        'soup 西湖牛肉羹: 牛肉 10, 胡萝卜 5, 鸡蛋 10',
        // Row 16 has no ingredient: 香蕉, 100.
        'fruit 香蕉: 香蕉 100',
        SEASONING,
      ],
      '2026-11-24': [
        ...RICE,
        'main_meat 虾仁炒蛋: 虾仁 60, 鸡蛋 30',
        'side_meat 鱼香肉丝: 青椒 10, 土豆 50, 洋葱 20, 胡萝卜 15, 肉丝 30',
        'vegetable 油豆腐毛白菜: 油豆腐 6, 毛白菜 110',
        'soup 冬瓜排骨汤: 冬瓜 35, 排骨 20',
        'coarse_grain 南瓜: 南瓜 100',
        SEASONING,
      ],
      '2026-11-25': [
        // "1-3年级:大米72g,红枣8g" beside 80, "4-6年级:大米110g,红枣10g" beside 120.
        'staple 红枣饭 1-3: 大米 72, 红枣 8',
        'staple 红枣饭 4-6: 大米 110, 红枣 10',
        'main_meat 素鸡煨肉: 素鸡 25, 精肉 17, 五花 53',
        'side_meat 西红柿炒蛋: 鸡蛋 30, 西红柿 80',
        'vegetable 蒜泥生菜: 生菜 110, 大蒜头 2',
        'soup 紫菜蛋汤: 紫菜 20, 鸡蛋 12',
        'snack 饼干: 饼干 1块',
        SEASONING,
      ],
      '2026-11-26': [
        'staple 盖浇饭 1-3: 大米 80',
        'staple 盖浇饭 4-6: 大米 120',
        'main_meat 可乐鸡翅: 鸡翅 80',
        'side_meat 咖喱土豆肉丁: 土豆 70, 肉丁 30, 胡萝卜 15, 青椒 10',
        'vegetable 广东菜心: 菜心 45',
        'soup 银鱼羹: 银鱼 5, 鸡蛋 10, 荠菜 5, 木耳(水发) 5, 胡萝卜 10',
        'dairy 酸奶: 酸奶 100',
      ],
    })
  })

  it('marks every guess and asks what a person must decide, with row and column', async () => {
    expect(marksOf(await importFile('带量食谱-甲校.xlsx'))).toEqual([
      'guess 11D “肉片”没有写明是哪种肉，按“猪瘦肉”计算',
      'guess 16D 主配料空着，按菜名“香蕉”计算',
      'guess 26D “肉丝”没有写明是哪种肉，按“猪瘦肉”计算',
      'guess 31D 主配料空着，按菜名“南瓜”计算',
      'guess 33A 日期格里多了“zzz”，已按周三读',
      'question 44E “饼干”写的是“1块”，没有克数',
      'guess 50D “肉丁”没有写明是哪种肉，按“猪瘦肉”计算',
      'guess 59D 主配料空着，按菜名“酸奶”计算',
      'guess  表里没有周五，按不供餐处理。',
      'question  周四没有调味品一行，别的日子有',
    ])
  })

  it('may be published: one lunch has chicken, and only salt and fat are to be mended', async () => {
    // Salt 2.5 g on the three days that say it. Fat of grades 1–3: Monday 90 g of pork with 30 % fat.
    expect(foundIn(await importFile('带量食谱-甲校.xlsx'))).toEqual([
      'warning nation.fat-6-8',
      'warning nation.salt-most-6-8',
      'warning nation.salt-most-9-11',
    ])
  })
})

describe('the week of school 乙', () => {
  // Rows 3–15 Sunday, 16–28 Monday, 29–38 Tuesday, 39–53 Wednesday.
  it('has every dish, ingredient and gram in its place, Sunday before Monday', async () => {
    expect(linesOf(await importFile('带量食谱-乙校.xlsx'))).toEqual({
      '2026-11-22': [
        ...RICE,
        'main_meat 五香大排: 大排 80',
        'side_meat 肉糜平菇豆腐: 平菇 10, 大蒜 3, 豆腐 70, 肉糜 30',
        'vegetable 木耳毛白菜: 毛白菜 110, 木耳(水发) 5',
        'soup 西红柿蛋汤: 西红柿 30, 鸡蛋 10',
        'coarse_grain 山芋: 山芋 1块',
        SEASONING,
      ],
      '2026-11-23': [
        'staple 燕麦饭 1-3: 大米 72, 燕麦 8',
        'staple 燕麦饭 4-6: 大米 110, 燕麦 10',
        'main_meat 红烧狮子头: 猪肉 80',
        'side_meat 回锅肉片: 青椒 10, 土豆 60, 胡萝卜 15, 肉片 30',
        'vegetable 清炒菠菜: 菠菜 110',
        'soup 西湖牛肉羹: 牛肉 10, 鸡蛋 10, 胡萝卜 20',
        'snack 饼干: 饼干 1块',
        SEASONING,
      ],
      '2026-11-24': [
        ...RICE,
        'main_meat 可乐鸡翅: 鸡翅 80',
        'side_meat 肉糜炖蛋: 肉糜 10, 鸡蛋 70',
        'vegetable 糖醋包菜丝: 包菜 120',
        'soup 冬瓜排骨汤: 冬瓜 35, 排骨 20',
        'snack 金馒头: 金馒头 1个',
        'seasoning 调味品: 油 10, 盐 2.5, 糖 5, 酱油 3, 醋 1',
      ],
      '2026-11-25': [
        // "小米8" has no unit; 72 + 8 is the 80 beside it.
        'staple 小米饭 1-3: 大米 72, 小米 8',
        'staple 小米饭 4-6: 大米 110, 小米 10',
        'main_meat 酒香肉: 五花肉 80',
        'side_meat 西葫芦炒鸡丁: 西葫芦 80, 胡萝卜 10, 鸡脯肉 30',
        'vegetable 香菇青菜: 香菇 6, 青菜 110',
        'soup 荠菜银鱼羹: 银鱼 5, 木耳(水发) 5, 荠菜 5, 胡萝卜 10, 鸡蛋 10',
        'dairy 酸奶: 酸奶 1杯',
        SEASONING,
      ],
    })
  })

  it('asks for which day Sunday stands in, and for grams where there are pieces and cups', async () => {
    expect(marksOf(await importFile('带量食谱-乙校.xlsx'))).toEqual([
      'question 3A 周日也供餐，是替哪一天上课？请选择，或留空。',
      'guess 9D “肉糜”没有写明是哪种肉，按“猪肉”计算',
      'question 14E “山芋”写的是“1块”，没有克数',
      'guess 22D “肉片”没有写明是哪种肉，按“猪瘦肉”计算',
      'question 27E “饼干”写的是“1块”，没有克数',
      'guess 32D “肉糜”没有写明是哪种肉，按“猪肉”计算',
      'question 37E “金馒头”写的是“1个”，没有克数',
      'question 52E “酸奶”写的是“1杯”，没有克数',
      'guess  表里没有周四、周五，按不供餐处理。',
    ])
  })

  it('is held back by the second chicken of the week, and says what mends it', async () => {
    const preview = await importFile('带量食谱-乙校.xlsx')
    expect(foundIn(preview)).toEqual([
      'block district.other-meat-once',
      'warning nation.fat-6-8',
      'warning nation.carbohydrate-6-8',
      'warning nation.salt-most-6-8',
      'warning nation.fat-9-11',
      'warning nation.salt-most-9-11',
    ])
    const [blocked] = checkWeek(preview.menu, programRules, programDictionary(), ['primary'])
    expect(blocked).toMatchObject({
      place: { servedOn: '2026-11-25', meal: 'lunch', ingredient: 2 },
      layer: 'district',
      remedy: '周三的鸡脯肉换成猪肉即符合。',
    })
  })
})

it.each(['带量食谱-甲校.xlsx', '带量食谱-乙校.xlsx'])(
  '%s becomes a menu that the server takes',
  async (name) => {
    expect(weekMenu.safeParse((await importFile(name)).menu).success).toBe(true)
  },
)
