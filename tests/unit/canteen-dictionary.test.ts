/** The dictionary of foods: every figure has its source, no word means two foods, and nothing made is called harmless. */
import { makeDictionary, programDictionary, programFoods } from '@contract/canteen/dictionary'
import {
  allergenNames,
  allergens,
  type Food,
  foodGroupNames,
  meatKinds,
  meatNames,
  nutrients,
} from '@contract/canteen/food'
import { matchWord } from '@contract/canteen/match-word'
import { splitQuantity, tidyWord } from '@contract/canteen/tidy-word'

const foods = programFoods()
const dictionary = programDictionary()
const food = (key: string): Food => {
  const found = dictionary.get(key)
  if (!found) throw new Error(`no food ${key}`)
  return found
}

describe('the dictionary', () => {
  it('knows more than 250 foods that have figures, and more than 400 in all', () => {
    expect(foods.length).toBeGreaterThan(400)
    expect(foods.filter((item) => item.per100.energyKcal !== null).length).toBeGreaterThan(350)
  })

  it('gives no word to two foods', () => {
    const owners = new Map<string, string>()
    const twice: string[] = []
    for (const item of foods)
      for (const word of [item.key, ...item.synonyms, ...item.guesses].map(tidyWord)) {
        const before = owners.get(word)
        if (before !== undefined) twice.push(`${word}: ${before}, ${item.key}`)
        owners.set(word, item.key)
      }
    expect(twice).toEqual([])
  })

  it('names table and food code for every figure', () => {
    const without = foods.filter((item) => {
      const hasFigures = item.edibleShare !== null || nutrients.some((name) => item.per100[name] !== null)
      if (!hasFigures) return item.source !== null
      if (item.source?.surety === 'derived') return item.source.code === ''
      return (
        !/^\d{6}x?$/.test(item.source?.code ?? '') || item.source?.table !== '中国食物成分表 标准版 第6版'
      )
    })
    expect(without.map((item) => item.key)).toEqual([])
  })

  it('holds figures whose energy fits their protein, fat and carbohydrate', () => {
    // Atwater's 4, 9, 4. In plants a part of the carbohydrate is fibre, which gives 2 instead of 4; animals have none.
    const animal = ['meat', 'poultry', 'fish', 'egg', 'dairy', 'oil']
    const off = foods.filter((item) => {
      const { energyKcal, proteinG, fatG, carbohydrateG } = item.per100
      if (energyKcal === null || item.source?.code === 'NaCl') return false
      const rest = 4 * (proteinG ?? 0) + 9 * (fatG ?? 0)
      const least = rest + (animal.includes(item.group) ? 4 : 2) * (carbohydrateG ?? 0)
      const most = rest + 4 * (carbohydrateG ?? 0)
      return energyKcal < 0.84 * least - 5 || energyKcal > 1.16 * most + 5
    })
    expect(off.map((item) => item.key)).toEqual([])
  })

  // Copied by eye from the printed table's rows: code, edible %, kcal, protein, fat, carbohydrate, Ca, Fe, VC, Na.
  it.each([
    ['大米', '012108', 100, 346, 6.9, 0.7, 79.2, 3, 0.3, 0, 2.2],
    ['土豆', '021101', 94, 81, 2.6, 0.2, 17.8, 7, null, 14, 5.9],
    ['红薯', '021205', 90, 61, 0.7, 0.2, 15.3, 18, null, 4, null],
    ['胡萝卜', '041201', 96, 39, 1, 0.2, 8.8, 32, 1, 13, 71.4],
    ['圆白菜', '045201', 86, 24, 1.5, 0.2, 4.6, 49, 0.6, 40, 27.2],
    ['菠菜', '045301', 89, 28, 2.6, 0.3, 4.5, 66, 2.9, 32, 85.2],
    ['香蕉', '065033', 59, 93, 1.4, 0.2, 22, 7, null, 8, null],
    ['猪肉', '081101x', 91, 331, 15.1, 30.1, 0, 6, 1.3, 0, 56.8],
    ['大排', '081114', 68, 264, 18.3, 20.4, 1.7, 8, 0.8, 0, 44.5],
    ['牛肉', '082108x', 100, 113, 21.3, 2.5, 1.3, 5, 2.3, 0, 64.1],
    ['鸡翅', '091114', 69, 202, 19, 11.5, 5.5, 8, 0.9, 0, 50.8],
    ['鸡蛋', '111101x', 87, 139, 13.1, 8.6, 2.4, 56, 1.6, 0, 131.5],
    ['虾仁', '122204', 100, 48, 10.4, 0.7, 0, 23, 0.6, 0, 272.1],
    ['豆腐', '031301x', 100, 84, 6.6, 5.3, 3.4, 78, null, 0, null],
  ])('has %s as the table has it', (key, code, edible, ...figures) => {
    expect(food(key).source?.code).toBe(code)
    expect(food(key).edibleShare).toBeCloseTo(edible / 100)
    expect(nutrients.map((name) => food(key).per100[name])).toEqual(figures)
  })

  it('calls nothing that is made harmless: each has an allergen, sure or open', () => {
    const isMade = (item: Food): boolean =>
      item.group === 'ready' || /丸|肠|饺|包子|饼干|蛋糕|豆腐|火腿|裹粉/.test(item.key)
    const silent = foods.filter((item) => isMade(item) && item.contains.length + item.mayContain.length === 0)
    // Not made, or of plants alone.
    const harmless = ['猪大肠', '果汁', '什锦蔬菜']
    expect(silent.map((item) => item.key).filter((key) => !harmless.includes(key))).toEqual([])
    expect(food('油豆腐').contains).toEqual(['soy'])
    expect(food('鱼丸')).toMatchObject({ contains: ['fish'] })
    expect(food('鱼丸').mayContain).toHaveLength(7)
    expect(food('饺子')).toMatchObject({ contains: ['gluten'] })
    expect(food('饺子').mayContain).toHaveLength(7)
  })

  it('covers the eight groups of GB 7718 and every kind of meat', () => {
    expect(allergens.filter((name) => !foods.some((item) => item.contains.includes(name)))).toEqual([])
    expect(meatKinds.filter((kind) => !foods.some((item) => item.meat === kind))).toEqual([])
    expect(['meat', 'poultry'].includes(food('鸡翅').group)).toBe(true)
    expect(food('鸡翅').meat).toBe('chicken')
    const words = [allergenNames, meatNames, foodGroupNames].flatMap((names) => Object.values(names))
    expect(words.every((word) => /\p{Script=Han}/u.test(word))).toBe(true)
  })

  it("lets a district's own entry stand over the program's", () => {
    const own: Food = { ...food('大米'), key: '御田胚芽米', synonyms: ['白米'], guesses: [] }
    const widened = makeDictionary([...foods, own])
    expect(matchWord(widened, '白米')).toMatchObject({ kind: 'synonym', food: { key: '御田胚芽米' } })
    expect(matchWord(widened, '大米')).toMatchObject({ kind: 'exact', food: { key: '大米' } })
  })
})

describe('a word on a menu', () => {
  it.each([
    ['大排', 'exact', '大排'],
    ['五花', 'synonym', '五花肉'],
    ['精肉', 'synonym', '猪瘦肉'],
    ['毛白菜', 'synonym', '小白菜'],
    ['山芋', 'synonym', '红薯'],
    ['土豆', 'exact', '土豆'],
    ['木耳(水发)', 'exact', '木耳（水发）'],
    ['鸡脯肉', 'synonym', '鸡胸肉'],
    ['大蒜头', 'synonym', '大蒜'],
    ['包菜', 'synonym', '圆白菜'],
    ['苞米', 'synonym', '鲜玉米'],
    ['干豆腐', 'synonym', '千张'],
    ['鲜猪肉', 'synonym', '猪肉'],
    ['猪肉（去皮）', 'synonym', '猪肉'],
    ['去皮土豆丁', 'synonym', '土豆'],
    ['木耳（干）', 'synonym', '干木耳'],
    [' 胡 萝 卜 ', 'exact', '胡萝卜'],
    ['四季豆', 'exact', '四季豆'],
    ['新鲜黄花菜', 'synonym', '鲜黄花菜'],
  ])('%s is surely read (%s) as %s', (word, kind, key) => {
    expect(matchWord(dictionary, word)).toMatchObject({ kind, food: { key } })
  })

  it.each([
    ['肉片', '猪瘦肉', /没有写明是哪种肉/],
    ['肉糜', '猪肉', /没有写明是哪种肉/],
    ['木耳', '木耳（水发）', /干的还是鲜的/],
    ['黄花菜', '干黄花菜', /干的还是鲜的/],
    ['熟牛肉', '牛肉', /熟的/],
    ['内蒙羊肉', '羊肉', /词典里没有/],
    ['金龙鱼大豆油', '大豆油', /词典里没有/],
    ['猪肉（三号）', '猪肉', /三号/],
  ])('%s is only guessed to be %s, and the guess says why', (word, key, why) => {
    const match = matchWord(dictionary, word)
    expect(match).toMatchObject({ kind: 'guess', food: { key } })
    expect(match.kind === 'guess' && why.test(match.why)).toBe(true)
  })

  it.each([
    ['西红柿鸡蛋', ['西红柿', '鸡蛋']],
    ['虾仁豆腐', ['虾仁', '豆腐']],
    ['鸡蛋面', ['鸡蛋']],
    ['秘制神秘粉', []],
    ['', []],
  ])('%s is not guessed: a person must decide', (word, candidates) => {
    const match = matchWord(dictionary, word)
    expect(match.kind).toBe('unknown')
    expect(match.kind === 'unknown' && match.candidates.map((item) => item.key)).toEqual(candidates)
  })

  it.each([
    ['酱油3g', '酱油', 3, null, false],
    ['盐 2.5 克', '盐', 2.5, null, false],
    ['大米110ｇ', '大米', 110, null, false],
    ['小米8', '小米', 8, null, true],
    ['牛肉2两', '牛肉', 100, null, false],
    ['饼干1块', '饼干', null, '1块', false],
    ['1杯', '', null, '1杯', false],
    ['约50克', '', 50, null, false],
    ['土豆', '土豆', null, null, false],
  ])('%s is split into word and quantity', (text, word, grams, measure, isBare) => {
    expect(splitQuantity(text)).toEqual({ word, grams, measure, isBare })
  })
})
