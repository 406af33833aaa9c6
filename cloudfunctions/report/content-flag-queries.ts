/** The SQL of the platform's label on a case. */
import type { Queryable } from '../platform/database'
import type { WordsVerdict } from '../platform/wechat'

export const findContentFlag = async (db: Queryable, caseId: string): Promise<WordsVerdict | null> =>
  (
    await db.query<{ content_flag: WordsVerdict | null }>('select content_flag from cases where id = $1', [
      caseId,
    ])
  ).rows[0]?.content_flag ?? null

export const keepContentFlag = async (db: Queryable, caseId: string, flag: WordsVerdict): Promise<void> => {
  await db.query('update cases set content_flag = $2 where id = $1', [caseId, flag])
}
