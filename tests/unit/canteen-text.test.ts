/** Menus pasted from pages and articles, and odd sheets: what is taken, what is marked, what is asked. */

import { randomUUID } from 'node:crypto'
import { programDictionary } from '@contract/canteen/dictionary'
import { type ReadMenu, readSheet } from '@contract/canteen/import/read-sheet'
import { readText } from '@contract/canteen/import/read-text'
import { weekMenu } from '@contract/canteen/menu'
import fc from 'fast-check'

const WEEK = '2026-11-23'
const context = {
  weekStartsOn: WEEK,
  dictionary: programDictionary(),
  newId: () => randomUUID(),
}
const previewOf = (read: ReadMenu) => {
  if (read.kind === 'refused') throw new Error(read.sentence)
  return read.preview
}
const dishesOf = (read: ReadMenu): Record<string, string[]> =>
  Object.fromEntries(
    previewOf(read).menu.days.map(({ servedOn, meals }) => [
      servedOn.slice(5),
      meals.flatMap(({ kind, dishes }) =>
        dishes.map(({ category, name, grades, ingredients }) =>
          [
            kind === 'lunch' ? '' : `${kind} `,
            `${category} ${name}`,
            grades === null ? '' : ` ${grades.from}-${grades.to}`,
            ingredients.length === 0 ? '' : ': ',
            ingredients.map(({ word, grams, measure }) => `${word} ${grams ?? measure ?? '?'}`).join(', '),
          ].join(''),
        ),
      ),
    ]),
  )
const marksOf = (read: ReadMenu): string[] =>
  previewOf(read).marks.map(({ kind, row, column, says }) => `${kind} ${row ?? ''}${column} ${says}`)

describe('a text pasted from an article', () => {
  it('is read with categories, brackets, colons and grade bands', () => {
    const read = readText(
      [
        '实验小学本周带量食谱（11月23日—27日）',
        '',
        '周一（11月23日）',
        '主食：白米饭（1-3年级:大米80g；4-6年级:大米120g）',
        '大荤：红烧狮子头（猪肉90g、鸡蛋5g）',
        '小荤：木须肉：黄瓜70g、鸡蛋15g',
        '素菜 干锅包菜 包菜120g、大蒜2g',
        '汤：西湖牛肉羹（牛肉10g，鸡蛋10g）',
        '水果：香蕉100g',
        '调味品：油10g、盐2g、酱油3g',
        '星期二：',
        '主食：花卷（面粉100g）',
        '荤菜：土豆烧牛肉（牛肉40g，土豆80g）',
        '奶制品：酸奶1杯',
      ].join('\n'),
      context,
    )
    expect(dishesOf(read)).toEqual({
      '11-23': [
        'staple 白米饭 1-3: 大米 80',
        'staple 白米饭 4-6: 大米 120',
        'main_meat 红烧狮子头: 猪肉 90, 鸡蛋 5',
        'side_meat 木须肉: 黄瓜 70, 鸡蛋 15',
        'vegetable 干锅包菜: 包菜 120, 大蒜 2',
        'soup 西湖牛肉羹: 牛肉 10, 鸡蛋 10',
        'fruit 香蕉: 香蕉 100',
        'seasoning 调味品: 油 10, 盐 2, 酱油 3',
      ],
      '11-24': ['staple 花卷: 面粉 100', 'main_meat 土豆烧牛肉: 牛肉 40, 土豆 80', 'dairy 酸奶: 酸奶 1杯'],
    })
    expect(marksOf(read)).toEqual([
      'question 14 “酸奶”写的是“1杯”，没有克数，请补上每人的克数；不补也能发布，营养里不算它。',
      'guess  表里没有周三、周四、周五，按不供餐处理。',
      'question  周二没有调味品一行，别的日子有，请补上油、盐、糖、酱油的克数。',
    ])
  })

  it('with names only gets its categories by guess, each marked, and one question for the weights', () => {
    const read = readText(
      '周一：米饭、红烧肉、炒油菜、西红柿蛋汤、苹果\n周二 馒头 白菜炖豆腐 萝卜汤',
      context,
    )
    expect(dishesOf(read)).toEqual({
      '11-23': ['staple 米饭', 'main_meat 红烧肉', 'vegetable 炒油菜', 'soup 西红柿蛋汤', 'fruit 苹果'],
      '11-24': ['staple 馒头', 'side_meat 白菜炖豆腐', 'soup 萝卜汤'],
    })
    const marks = marksOf(read)
    expect(marks.filter((mark) => /没有写类别/.test(mark))).toHaveLength(8)
    expect(marks.filter((mark) => /没有克数，营养算不出来/.test(mark))).toHaveLength(1)
  })

  it('knows breakfast and supper of boarders, and leaves out the lines around a menu', () => {
    const read = readText(
      '周一\n早餐：小米粥（小米30g）、鸡蛋（鸡蛋50g）\n午餐\n主食：米饭（大米120g）\n晚餐：面条（挂面100g）\n点击上方蓝字关注我们',
      context,
    )
    expect(dishesOf(read)).toEqual({
      '11-23': [
        'breakfast staple 小米粥: 小米 30',
        'breakfast side_meat 鸡蛋: 鸡蛋 50',
        'staple 米饭: 大米 120',
        'supper staple 面条: 挂面 100',
      ],
    })
    expect(marksOf(read).filter((mark) => /不像菜/.test(mark))).toEqual([
      'guess 6 “点击上方蓝字关注我们”不像菜，没有收进来。',
    ])
  })

  it('says where a line was too long to be read whole', () => {
    const read = readText(`周一：米饭（大米100g）\n素菜：${'炒白菜（白菜100g）、'.repeat(110)}`, context)
    expect(marksOf(read)).toContain('problem 2 这一行超过 1000 个字，后面的没有收进来，请分成几行再粘贴。')
  })

  it('asks which week it is where the title names another one', () => {
    const read = readText('11月2日食谱\n周一：米饭（大米100g）', context)
    expect(marksOf(read).some((mark) => /标题里写的是 11 月 2 日/.test(mark))).toBe(true)
  })

  it('copied out of a table is read as the table, with merged cells that the page left out', () => {
    const read = readText(
      [
        '日期\t类别\t品名\t主配料\t克重(生重/g)',
        '周一\t主食\t白米饭\t大米\t100',
        '大荤\t红烧肉\t猪肉\t60',
        '土豆\t40',
        '周二\t素菜\t炒白菜\t白菜\t120',
      ].join('\n'),
      context,
    )
    expect(dishesOf(read)).toEqual({
      '11-23': ['staple 白米饭: 大米 100', 'main_meat 红烧肉: 猪肉 60, 土豆 40'],
      '11-24': ['vegetable 炒白菜: 白菜 120'],
    })
  })

  it.each([
    ['', '没有读到任何一天的菜。请让每天以“周一”这样的字开头，再粘贴一次。'],
    ['今天天气很好', '没有读到任何一天的菜。请让每天以“周一”这样的字开头，再粘贴一次。'],
    ['周一\n'.repeat(2_000), '这段文字超过 1500 行，请只粘贴这一周的食谱。'],
    ['菜'.repeat(20_001), '这段文字超过 20000 个字，请只粘贴这一周的食谱。'],
  ])('that holds no menu is refused in a sentence', (text, sentence) => {
    expect(readText(text, context)).toEqual({ kind: 'refused', sentence })
  })
})

describe('a sheet typed wrong', () => {
  const HEAD = ['日期', '类别', '品名', '主配料', '克重(生重/g)']
  const read = (...rows: unknown[][]): ReadMenu => readSheet([HEAD, ...rows], context)

  it('without a heading is refused with what to write', () => {
    expect(readSheet([['周一', '主食', '米饭', '大米', 80]], context)).toEqual({
      kind: 'refused',
      sentence: '没有找到表头。请在一行里写上：日期、类别、品名、主配料、克重，再上传。',
    })
  })

  it.each([
    ['80-100', 'question 2E 克重写的是范围“80-100”，请填一个数。', '大米 ?'],
    ['约80', 'guess 2E 克重写的是大约 80 g，按 80 g 计算。', '大米 80'],
    ['八十', 'problem 2E 克重“八十”看不懂，没有收进来。', '大米 ?'],
    [5000, 'problem 2D “大米”写的是 5000 g，不像一个人的份量，克数没有收进来。', '大米 ?'],
    [
      '1碗',
      'question 2E “大米”写的是“1碗”，没有克数，请补上每人的克数；不补也能发布，营养里不算它。',
      '大米 1碗',
    ],
  ])('with %s for grams says so', (grams, mark, ingredient) => {
    const found = read(['周一', '主食', '米饭', '大米', grams])
    expect(dishesOf(found)['11-23']).toEqual([`staple 米饭: ${ingredient}`])
    expect(marksOf(found)).toContain(mark)
  })

  it('takes the full-width digits and units that people type', () => {
    expect(dishesOf(read(['周一', '主食', '米饭', '大米', '８０克']))['11-23']).toEqual([
      'staple 米饭: 大米 80',
    ])
  })

  it('whose list does not add up to the weight beside it asks, and keeps the list', () => {
    const found = read(['周一', '主食', '红枣饭', '1-3年级:大米72g,红枣8g', 90])
    expect(dishesOf(found)['11-23']).toEqual(['staple 红枣饭 1-3: 大米 72, 红枣 8'])
    expect(marksOf(found)).toContain('question 2E 主配料合计 80 g，克重写 90 g，先按主配料里的数，请核对。')
  })

  it('that writes one weight for several ingredients asks to part them, and gives it to none', () => {
    const found = read(['周一', '素菜', '炒三丝', '土豆、胡萝卜、青椒', 120])
    expect(dishesOf(found)['11-23']).toEqual(['vegetable 炒三丝: 土豆 ?, 胡萝卜 ?, 青椒 ?'])
    expect(marksOf(found)).toContain('question 2E 土豆、胡萝卜、青椒合写了一个克重 120 g，请分开写。')
  })

  it('with a number without a unit marks it, unless the sum proves it', () => {
    expect(marksOf(read(['周一', '主食', '小米饭', '大米72g、小米8', null]))).toContain(
      'guess 2D “小米8”没有写单位，按 8 g 计算，请核对。',
    )
    expect(
      marksOf(read(['周一', '主食', '小米饭', '大米72g、小米8', 80])).some((mark) => /没有写单位/.test(mark)),
    ).toBe(false)
  })

  it('asks for a category and a day that cannot be read, and loses nothing of them', () => {
    const found = read(['周一', '大昏', '红烧肉', '猪肉', 60], ['节日', '素菜', '炒白菜', '白菜', 100])
    expect(dishesOf(found)['11-23']).toEqual(['main_meat 红烧肉: 猪肉 60', 'vegetable 炒白菜: 白菜 100'])
    expect(marksOf(found)).toEqual(
      expect.arrayContaining([
        'question 2B “大昏”看不出是哪一类菜，已按主配料归类，请核对。',
        'problem 3A “节日”看不出是周几，这几行算在前一天里，请核对。',
      ]),
    )
  })

  it('puts a day that comes twice together and asks', () => {
    const found = read(
      ['周一', '主食', '米饭', '大米', 80],
      ['周二', '主食', '花卷', '面粉', 80],
      ['周一', '汤', '蛋汤', '鸡蛋', 20],
    )
    expect(dishesOf(found)['11-23']).toEqual(['staple 米饭: 大米 80', 'soup 蛋汤: 鸡蛋 20'])
    expect(marksOf(found)).toContain('question 4A 周一出现了两次，已合在一起，请核对是不是写错了日子。')
  })

  it('reads for which day a weekend day stands in, where it says so', () => {
    const found = previewOf(read(['周六（补周四）', '主食', '米饭', '大米', 80]))
    expect(found.menu.days).toMatchObject([{ servedOn: '2026-11-28', standsInFor: 'thursday' }])
    expect(found.marks.some(({ says }) => /替哪一天/.test(says))).toBe(false)
  })

  it('with a dish whose name begins like the one before keeps both', () => {
    const found = read(['周一', '大荤', '红烧肉', '猪肉', 60], [null, null, '红烧肉圆', '猪肉', 40])
    expect(dishesOf(found)['11-23']).toEqual(['main_meat 红烧肉: 猪肉 60', 'main_meat 红烧肉圆: 猪肉 40'])
  })

  it('keeps a remark below the table as the note', () => {
    const found = previewOf(read(['周一', '主食', '米饭', '大米', 80], ['备注：过敏的同学请告诉老师']))
    expect(found.menu.note).toBe('备注：过敏的同学请告诉老师')
  })

  it('with forty-one dishes in a meal takes forty and says which it left', () => {
    const rows = Array.from({ length: 41 }, (_, index) => [
      index === 0 ? '周一' : null,
      '素菜',
      `菜${index}号`,
      '白菜',
      10,
    ])
    const found = read(...rows)
    expect(dishesOf(found)['11-23']).toHaveLength(40)
    expect(marksOf(found)).toContain('problem 42C 一餐超过 40 道菜，“菜40号”没有收进来。')
  })
})

describe('whatever is in a sheet or a text', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '周一',
      '周日',
      '周六（补周四）',
      '大荤',
      '调味品',
      '1-3年级:大米80g',
      '油10g、盐2g',
      '1块',
      '80-100',
      'zzz \n 周三',
    ),
    fc.string({ maxLength: 60 }),
    fc.double(),
    fc.constant(null),
    fc.date(),
    fc.boolean(),
  )
  it('becomes a menu that the server takes, or a sentence', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 40 }), (rows) => {
        const read = readSheet([['日期', '类别', '品名', '主配料', '克重'], ...rows], context)
        if (read.kind === 'refused') expect(read.sentence).toMatch(/。$/)
        else expect(weekMenu.safeParse(read.preview.menu).error?.issues ?? []).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  it('even where it is only text', () => {
    const word = fc.constantFrom(
      '周一',
      '周日：',
      '大荤：',
      '红烧肉（猪肉90g',
      '）',
      '1-3年级:',
      '\n',
      '\t',
      '；',
      '盐2g',
      '午餐',
      '菜',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 80 }), (words) => {
        const read = readText(`周二\n${words.join('')}`, context)
        if (read.kind === 'read')
          expect(weekMenu.safeParse(read.preview.menu).error?.issues ?? []).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
