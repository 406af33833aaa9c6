/** Words of danger to life, told apart on the phone itself, without a network; they never stop anybody from sending. */

export type EmergencyLine = { number: string; name: string; hint: string }

/** National lines, kept in the program so that they are there without a network. @see policy */
export const emergencyLines = {
  police: { number: '110', name: '报警', hint: '有人要伤害你' },
  ambulance: { number: '120', name: '急救', hint: '有人受伤了' },
  fire: { number: '119', name: '火警和救援', hint: '着火了，或者被困住' },
  youth: { number: '12355', name: '青少年热线', hint: '心里很难受，想找人说话' },
  mind: { number: '12356', name: '心理援助热线', hint: '不想活了，想有人陪' },
} as const satisfies Record<string, EmergencyLine>

export type EmergencyLineName = keyof typeof emergencyLines

type Danger = {
  /** What the sheet says was mentioned: 你写的话里提到了…… */
  said: string
  words: readonly string[]
  /** Harmless words that hold one of `words`. */
  except?: readonly string[]
  lines: readonly EmergencyLineName[]
  /** What to do first. */
  first: 'people' | 'out' | 'talk'
}

const dangers: readonly Danger[] = [
  {
    said: '刀',
    words: ['刀', '匕首', '砍人', '砍我', '捅'],
    except: ['一刀切', '刀削面', '刀叉', '剪刀石头布', '刀郎'],
    lines: ['police', 'ambulance', 'youth'],
    first: 'people',
  },
  {
    said: '不想活',
    words: [
      '自杀',
      '不想活',
      '想死',
      '去死',
      '活不下去',
      '割腕',
      '轻生',
      '遗书',
      '跳楼',
      '跳下去',
      '上吊',
      '自残',
      '喝农药',
      '吞药',
    ],
    except: ['跳楼价', '跳楼机'],
    lines: ['mind', 'youth', 'ambulance', 'police'],
    first: 'talk',
  },
  {
    said: '受伤',
    words: [
      '流血',
      '出血',
      '骨折',
      '昏倒',
      '晕倒',
      '昏迷',
      '喘不过气',
      '不能呼吸',
      '中毒',
      '烫伤',
      '溺水',
      '落水',
    ],
    lines: ['ambulance', 'police', 'youth'],
    first: 'people',
  },
  {
    said: '着火',
    words: ['着火', '起火', '失火', '火灾', '煤气', '爆炸', '触电'],
    lines: ['fire', 'ambulance', 'police'],
    first: 'out',
  },
  {
    said: '被困',
    words: ['被困', '困在', '被关在', '锁在', '被绑', '绑架', '被带走'],
    lines: ['police', 'fire', 'youth'],
    first: 'people',
  },
  {
    said: '有人要伤害你',
    words: [
      '杀了我',
      '杀我',
      '杀人',
      '要杀',
      '弄死',
      '打死',
      '掐脖子',
      '勒脖子',
      '开枪',
      '枪',
      '性侵',
      '强奸',
      '猥亵',
      '脱衣服',
      '脱裤子',
    ],
    except: ['水枪', '玩具枪', '枪战游戏', '笑死', '标枪'],
    lines: ['police', 'ambulance', 'youth'],
    first: 'people',
  },
]

export type CrisisHit = {
  /** The word that was typed; the sheet comes once for each. */
  word: string
  /** What was mentioned, for the sheet's sentence. */
  said: string
  lines: readonly EmergencyLineName[]
  first: Danger['first']
}

const without = (text: string, harmless: readonly string[]): string =>
  harmless.reduce((rest, word) => rest.split(word).join('　'), text)

/**
 * The first word of danger that the sheet has not come up for.
 *
 * @param text as typed
 * @param answered words that the sheet has come up for already
 */
export const findCrisis = (text: string, answered: readonly string[]): CrisisHit | null => {
  for (const danger of dangers) {
    const rest = without(text, danger.except ?? [])
    const word = danger.words.find((one) => rest.includes(one) && !answered.includes(one))
    if (word) return { word, said: danger.said, lines: danger.lines, first: danger.first }
  }
  return null
}

const advice: Record<Danger['first'], string> = {
  people: '如果危险就在身边，先去有大人的地方，再打电话。',
  out: '先离开那里，到安全的地方，再打电话。',
  talk: '很难受的时候，不用一个人扛着。现在就可以打电话，有人会听。',
}

/** The sheet's sentence: what was mentioned, what to do first, that nothing is lost. */
export const crisisSentence = (hit: CrisisHit | null, you: '你' | '您'): string =>
  `${hit ? `${you}写的话里提到了${hit.said}。` : ''}${advice[hit?.first ?? 'people']}写好的内容都留着。`

/** Lines of the sheet: those that fit the word, or the three that fit most. */
export const linesFor = (hit: CrisisHit | null): EmergencyLine[] =>
  (hit?.lines ?? (['police', 'ambulance', 'youth'] as const)).map((name) => emergencyLines[name])
