/** SQL of taught words: a school's own, and the district's entries of the dictionary. */
import type { WordState } from '../../../contract/canteen/own'
import type { OwnWord, SchoolWord, WordMeaning } from '../../../contract/canteen/own-words'
import { one, type Queryable } from '../../platform/database'

/** Words that count at one school alone. */
export const listSchoolWords = async (db: Queryable, schoolId: number): Promise<SchoolWord[]> =>
  (
    await db.query<SchoolWord>(
      `select word, meaning, state = 'kept' as "isReviewed" from canteen_words
       where school_id = $1 and state in ('waiting', 'kept') order by word`,
      [schoolId],
    )
  ).rows

export type DictionaryState = {
  /** Differs whenever the district's words do. */
  stamp: string
  words: SchoolWord[]
}

const districtStamp = `(coalesce((select edition || ' ' || hash from dictionary_editions order by edition desc limit 1), '') || ' '
  || (select coalesce(md5(string_agg(word || meaning::text, ' ' order by word)), '') from district_words))`

/** Differs whenever the district's dictionary does. */
export const getDistrictStamp = async (db: Queryable): Promise<string> =>
  one(await db.query<{ stamp: string }>(`select ${districtStamp} as stamp`)).stamp

/** What a dictionary in memory is told apart by, in one look: families ask for it with every menu. */
export const getDictionaryState = async (db: Queryable, schoolId: number): Promise<DictionaryState> =>
  one(
    await db.query<DictionaryState>(
      `select ${districtStamp} as stamp,
         coalesce((select jsonb_agg(jsonb_build_object('word', word, 'meaning', meaning, 'isReviewed', state = 'kept') order by word)
           from canteen_words where school_id = $1 and state in ('waiting', 'kept')), '[]') as words`,
      [schoolId],
    ),
  )

export const listDistrictWords = async (db: Queryable): Promise<OwnWord[]> =>
  (await db.query<OwnWord>('select word, meaning from district_words order by word')).rows

export const saveDistrictWord = async (
  db: Queryable,
  { word, meaning }: OwnWord,
  changedBy: string,
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into district_words (word, meaning, changed_by, changed_at) values ($1, ($2::text)::jsonb, $3, $4)
     on conflict (word) do update set meaning = excluded.meaning,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [word, JSON.stringify(meaning), changedBy, now],
  )
}

export type TaughtRow = {
  school_id: number
  school_name: string
  word: string
  version: number
  meaning: WordMeaning
  state: WordState
  taught_by: string
  taught_by_name: string
  taught_at: Date
  reason: string
  decided_by_name: string | null
  decided_at: Date | null
}

/** @param schoolId null for every school */
export const listTaughtWords = async (
  db: Queryable,
  schoolId: number | null,
  limit: number,
): Promise<TaughtRow[]> =>
  (
    await db.query<TaughtRow>(
      `select w.school_id, s.name as school_name, w.word, w.version, w.meaning, w.state, w.taught_by, w.taught_by_name,
         w.taught_at, w.reason, w.decided_by_name, w.decided_at
       from canteen_words w join schools s on s.id = w.school_id
       where $1::int is null or w.school_id = $1::int
       order by (w.state = 'waiting') desc, w.taught_at desc, w.word limit $2`,
      [schoolId, limit],
    )
  ).rows

/** Waits for whoever is deciding on it. */
export const lockTaughtWord = async (
  db: Queryable,
  schoolId: number,
  word: string,
): Promise<Pick<TaughtRow, 'version' | 'state' | 'taught_by'> | undefined> =>
  (
    await db.query<Pick<TaughtRow, 'version' | 'state' | 'taught_by'>>(
      'select version, state, taught_by from canteen_words where school_id = $1 and word = $2 for update',
      [schoolId, word],
    )
  ).rows[0]

/** @returns undefined where the word is not as it was at that version */
export const saveTaughtWord = async (
  db: Queryable,
  row: OwnWord & { schoolId: number; version: number; taughtBy: string; taughtByName: string },
  now: Date,
): Promise<number | undefined> => {
  const values = [
    row.schoolId,
    row.word,
    row.version,
    JSON.stringify(row.meaning),
    row.taughtBy,
    row.taughtByName,
    now,
  ]
  const saved = await db.query<{ version: number }>(
    row.version === 0
      ? `insert into canteen_words (school_id, word, version, meaning, taught_by, taught_by_name, taught_at)
         values ($1, $2, $3::int + 1, ($4::text)::jsonb, $5, $6, $7) on conflict do nothing returning version`
      : `update canteen_words set version = version + 1, meaning = ($4::text)::jsonb, taught_by = $5, taught_by_name = $6,
           taught_at = $7, state = 'waiting', reason = '', decided_by = null, decided_by_name = null, decided_at = null
         where school_id = $1 and word = $2 and version = $3 returning version`,
    values,
  )
  return saved.rows[0]?.version
}

export const decideTaughtWord = async (
  db: Queryable,
  row: {
    schoolId: number
    word: string
    state: 'kept' | 'accepted' | 'refused'
    /** Null leaves what was taught. */
    meaning: WordMeaning | null
    reason: string
    decidedBy: string
    decidedByName: string
  },
  now: Date,
): Promise<void> => {
  await db.query(
    `update canteen_words set state = $3, meaning = coalesce(($4::text)::jsonb, meaning), reason = $5, decided_by = $6,
       decided_by_name = $7, decided_at = $8, version = version + 1
     where school_id = $1 and word = $2`,
    [
      row.schoolId,
      row.word,
      row.state,
      row.meaning && JSON.stringify(row.meaning),
      row.reason,
      row.decidedBy,
      row.decidedByName,
      now,
    ],
  )
}
