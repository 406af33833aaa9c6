/** The demo's people: staff with their posts, guardians with their children, what waits on the school's desk. */
import { currentConsent } from '../../account/consent-text'
import type { Queryable } from '../../platform/database'
import { hashSecret } from '../../platform/identity'
import { demoId, openidOf, ownChildren } from './demo-base'
import type { SchoolIds } from './demo-district'
import { demoPeople } from './demo-people'

export const seedPeople = async (db: Queryable, schoolIds: SchoolIds, now: Date): Promise<void> => {
  for (const person of demoPeople) {
    const userId = demoId(`user ${person.key}`)
    await db.query(
      `insert into users (id, openid, display_name, demo_key, text_scale, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [userId, openidOf(person.key), person.name, person.key, person.textScale ?? '1', now],
    )
    for (const post of person.posts) {
      const schoolId = post.school === 'bureau' ? null : schoolIds[post.school]
      const classes = await db.query<{ id: number }>(
        `select c.id from classes c join jsonb_to_recordset($2) as place(grade int, number int)
         on place.grade = c.grade and place.number = c.number where c.school_id = $1`,
        [schoolId ?? 0, JSON.stringify((post.classes ?? []).map(([grade, number]) => ({ grade, number })))],
      )
      await db.query(
        `insert into posts (id, school_id, user_id, role, name, class_ids, created_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing`,
        [
          demoId(`post ${person.key} ${post.role}`),
          schoolId,
          userId,
          post.role,
          person.name,
          classes.rows.map((row) => row.id),
          now,
        ],
      )
    }
  }
}

export const seedFamilies = async (db: Queryable, schoolIds: SchoolIds, now: Date): Promise<void> => {
  const dayAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  for (const child of ownChildren) {
    const schoolId = schoolIds[child.school]
    const found = await db.query<{ id: number }>(
      `select s.id from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
       where s.school_id = $1 and s.name = $2 and c.grade = $3 and c.number = $4`,
      [schoolId, child.name, child.grade, child.number],
    )
    const studentId = found.rows[0]?.id
    if (studentId === undefined) continue
    for (const tie of child.tie) {
      const name = demoPeople.find((person) => person.key === tie.key)?.name ?? ''
      await db.query(
        `insert into guardianships (id, school_id, student_id, user_id, relation, name, status, way, created_at, answered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
        [
          demoId(`tie ${child.name} ${tie.key}`),
          schoolId,
          studentId,
          demoId(`user ${tie.key}`),
          tie.relation,
          name,
          tie.status,
          tie.way,
          dayAgo(30),
          tie.status === 'active' ? dayAgo(30) : null,
        ],
      )
      if (tie.status === 'active' && tie.relation !== 'self')
        await db.query(
          `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
          [
            demoId(`consent ${child.name} ${tie.key}`),
            demoId(`user ${tie.key}`),
            schoolId,
            studentId,
            currentConsent.version,
            dayAgo(30),
          ],
        )
    }
  }
  await seedOtherGuardians(db, schoolIds.first, dayAgo(20))
  await seedBindingCode(db, schoolIds.first, now)
}

/** A guardian for four children in five of one school, so that its lists look like a school's. */
const seedOtherGuardians = async (db: Queryable, schoolId: number, since: Date): Promise<void> => {
  const pupils = await db.query<{ id: number; name: string }>(
    `select s.id, s.name from students s where s.school_id = $1 and s.id % 5 <> 0 order by s.id limit 300`,
    [schoolId],
  )
  const rows = pupils.rows
    .filter((pupil) => !ownChildren.some((child) => child.name === pupil.name))
    .map((pupil, index) => ({
      user_id: demoId(`parent ${pupil.id}`),
      tie_id: demoId(`parent tie ${pupil.id}`),
      student_id: pupil.id,
      name: `${pupil.name.slice(0, 1)}${index % 2 === 0 ? '女士' : '先生'}`,
      relation: index % 2 === 0 ? 'mother' : 'father',
      status: index === 7 ? 'pending' : 'active',
      way: index === 7 ? 'roster_match' : 'code',
    }))
  await db.query(
    `insert into users (id, display_name, created_at) select user_id, name, $2 from jsonb_to_recordset($1) as p(user_id uuid, name text)
     on conflict do nothing`,
    [JSON.stringify(rows), since],
  )
  await db.query(
    `insert into guardianships (id, school_id, student_id, user_id, relation, name, status, way, created_at, answered_at)
     select tie_id, $2, student_id, user_id, relation, name, status, way, $3, case when status = 'active' then $3::timestamptz end
     from jsonb_to_recordset($1) as p(tie_id uuid, student_id int, user_id uuid, relation text, name text, status text, way text)
     on conflict do nothing`,
    [JSON.stringify(rows), schoolId, since],
  )
}

/** One code that anybody trying the demo can type, for 陈子墨. */
export const demoBindingCode = 'DEMW-234567'
const seedBindingCode = async (db: Queryable, schoolId: number, now: Date): Promise<void> => {
  const compact = demoBindingCode.replace('-', '')
  await db.query(
    `insert into binding_codes (school_id, id, student_id, handle, code_hash, created_at, expires_at)
     select $1, $2, s.id, $3, $4, $5, $6 from students s where s.school_id = $1 and s.name = '陈子墨' limit 1
     on conflict do nothing`,
    [
      schoolId,
      demoId('binding code'),
      compact.slice(0, 4),
      hashSecret(compact),
      now,
      new Date(now.getTime() + 30 * 86_400_000),
    ],
  )
}

export const seedDesk = async (db: Queryable, schoolIds: SchoolIds, now: Date): Promise<void> => {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  await db.query(
    `insert into staff_invitations (id, school_id, role, name, code_hash, created_by, created_at, expires_at)
     values ($1, $2, 'handler', '许安', $3, $4, $5, $6) on conflict do nothing`,
    [
      demoId('invitation'),
      schoolIds.first,
      hashSecret(demoId('invitation code')),
      demoId('user admin'),
      now,
      new Date(now.getTime() + 6 * 86_400_000),
    ],
  )
  const imports = [
    {
      key: 'applied',
      status: 'applied',
      problems: [],
      summary: { joined: 468, moved: 0, renamed: 0, left: 0, unchanged: 0, newClasses: 18, schools: 1 },
      rows: 468,
      days: 60,
      file: '2026年秋季名册.xlsx',
    },
    {
      key: 'refused',
      status: 'refused',
      problems: [
        { row: 17, column: '年级', problem: '“四年”看不懂，请写成“四年级”或数字 4' },
        { row: 41, column: '学籍号', problem: '和第 12 行的学籍号一样，请核对' },
      ],
      summary: { joined: 0, moved: 0, renamed: 0, left: 0, unchanged: 0, newClasses: 0, schools: 1 },
      rows: 470,
      days: 61,
      file: '名册初稿.xlsx',
    },
  ]
  for (const entry of imports)
    await db.query(
      `insert into roster_imports (id, school_id, file_name, status, progress, row_count, problem_count, problems, recognised, summary,
         size_bytes, started_by, started_by_name, started_at, updated_at)
       values ($1, $2, $3, $4, 1, $5, $6, $7, '[]', $8, 48213, $9, '李慧敏', $10, $10) on conflict do nothing`,
      [
        demoId(`import ${entry.key}`),
        schoolIds.first,
        entry.file,
        entry.status,
        entry.rows,
        entry.problems.length,
        JSON.stringify(entry.problems),
        JSON.stringify(entry.summary),
        demoId('user admin'),
        before(entry.days),
      ],
    )
}
