/** Names of a school's people, as reporters write them: to call a handler by surname, and to notice who is written about. */

const compoundSurnames =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|轩辕|南宫|独孤|澹台|闻人|司空|太史|申屠|公冶|赫连|钟离|呼延|百里|淳于|濮阳)/

const surnameOf = (name: string): string | undefined => {
  const trimmed = name.trim()
  return compoundSurnames.exec(trimmed)?.[1] ?? [...trimmed][0]
}

/** How a reporter knows a handler: `周敏` → `周老师`. */
export const teacherName = (name: string): string => {
  const surname = surnameOf(name)
  return surname === undefined || name.trim() === '老师' ? '老师' : `${surname}老师`
}

const titles = ['老师', '校长', '副校长', '主任', '书记']
/** A post that is called by its title alone names nobody. */
const isTitle = (name: string): boolean => [...titles, '管理员', '经办人', '德育处'].includes(name)
/** Surnames that are also everyday words before 老师: 向老师报告 is not about a 向. These count by the whole name only. */
const everydayWords = new Set([...'和向同于从别都连应时能常经当那要对被让叫跟给与找问听见请'])
/** 上周老师 is last week, not a teacher 周. */
const isLastWeek = (before: string, surname: string): boolean =>
  surname === '周' && /[上下本这那每一二两三四几整单双前]$/.test(before)

const callings = (name: string): string[] => {
  const trimmed = name.trim()
  if ([...trimmed].length < 2 || isTitle(trimmed)) return []
  const surname = surnameOf(trimmed)
  const byTitle =
    surname === undefined || everydayWords.has(surname) ? [] : titles.map((title) => surname + title)
  return [trimmed, ...byTitle]
}

/** 周老师您好，… or 谢谢周老师: spoken to, not about. */
const isGreeting = (before: string, after: string): boolean =>
  (/(^|[。！？!?，,\n\s])(尊敬的|亲爱的)?$/.test(before) &&
    /^(老师|校长|主任)?(您好|你好|好[，,。！!\n]|辛苦了|[，,：:！!。\s]|$)/.test(after)) ||
  /(谢谢|感谢|麻烦|辛苦)(您|你|了)?[，,]?$/.test(before)

/**
 * True where the text names this person: by the whole name, or by surname and title.
 *
 * @param spokenTo the person is being written to, so that a greeting is no mention
 */
export const isNamedIn = (name: string, text: string, spokenTo = false): boolean =>
  callings(name).some((calling) => {
    for (let at = text.indexOf(calling); at >= 0; at = text.indexOf(calling, at + 1)) {
      const before = text.slice(0, at)
      const isMention = !(spokenTo && isGreeting(before, text.slice(at + calling.length)))
      if (isMention && !isLastWeek(before, [...calling][0] ?? '')) return true
    }
    return false
  })
