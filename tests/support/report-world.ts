/** A school with its handlers and a family, and the few things that every test of reports does. */
import { randomUUID } from 'node:crypto'
import type { Services } from '../../cloudfunctions/platform/services'
import type { InputOf, OutputOf } from '../../contract/routes'
import { makeWorld, type TestPerson, type TestStudent, type World } from './world'

export type Submission = Omit<InputOf<'report.submitReport'>, 'requestId'> & { requestId?: string }
export type Receipt = OutputOf<'report.submitReport'>

export type ReportWorld = World & {
  schoolId: number
  otherSchoolId: number
  child: TestStudent
  otherChild: TestStudent
  mother: TestPerson
  pupil: TestPerson
  zhou: TestPerson
  wu: TestPerson
  teacher: TestPerson
  canteenManager: TestPerson
  stranger: TestPerson
  /** Handler of the other school. */
  outsider: TestPerson
  postOf(person: TestPerson): Promise<string>
  /** What a mother who stays unnamed would send. */
  submission(change?: Partial<Submission>): Submission
  file(who: TestPerson | null, change?: Partial<Submission>): Promise<Receipt>
  /** Files as a person who has not filed before, so that no limit is in the way. */
  fileFresh(change?: Partial<Submission>): Promise<Receipt & { reporter: TestPerson }>
  /** Filed and taken by 周敏; `events` as she sees it. */
  takenCase(change?: Partial<Submission>): Promise<Receipt & { reporter: TestPerson; events: number }>
  eventsOf(caseId: string): Promise<number>
  /** Does what the law wants before closing, as its handler. @returns the case's steps so far */
  readyToClose(caseId: string, handler?: TestPerson): Promise<number>
  /** Sends bytes piece by piece. @returns the answer of the last step */
  upload(who: TestPerson | null, bytes: Buffer): Promise<OutputOf<'report.finishUpload'>>
  /** All pieces, without finishing. @returns the upload */
  send(who: TestPerson | null, bytes: Buffer): Promise<string>
  download(
    who: TestPerson | null,
    caseId: string,
    fileId: string,
    receiptCode?: string | null,
  ): Promise<Buffer>
}

export const makeReportWorld = async (overrides: Partial<Services> = {}): Promise<ReportWorld> => {
  const world = await makeWorld(overrides)
  const schoolId = await world.school('育才小学')
  const otherSchoolId = await world.school('新华小学')
  const child = await world.student(schoolId, await world.schoolClass(schoolId, 4, 2), '林小满')
  const otherChild = await world.student(
    otherSchoolId,
    await world.schoolClass(otherSchoolId, 2, 1),
    '何田田',
  )
  const people = {
    mother: await world.guardian(child, 'mother', '王芳'),
    pupil: await world.guardian(child, 'self', '林小满'),
    zhou: await world.staff('handler', schoolId, '周敏'),
    wu: await world.staff('handler', schoolId, '吴刚'),
    teacher: await world.staff('teacher', schoolId, '郑老师'),
    canteenManager: await world.staff('canteen_manager', schoolId, '钱师傅'),
    stranger: await world.person('路人'),
    outsider: await world.staff('handler', otherSchoolId, '冯远'),
  }
  const submission = (change: Partial<Submission> = {}): Submission => ({
    schoolId,
    about: 'my_child',
    studentId: null,
    kind: 'bullying',
    acts: ['insult'],
    details: '课间几个同学一直叫他外号，还不让别人和他玩。',
    place: '三楼走廊',
    occurredWhen: '上周三课间',
    grade: null,
    isNamed: false,
    contact: '',
    uploadIds: [],
    ...change,
  })
  const built: ReportWorld = {
    ...world,
    ...people,
    schoolId,
    otherSchoolId,
    child,
    otherChild,
    submission,
    postOf: async (person) =>
      (await world.sql<{ id: string }>('select id from posts where user_id = $1', [person.userId]))[0]!.id,
    file: (who, change) => world.get(who, 'report.submitReport', submission(change)),
    fileFresh: async (change) => {
      const reporter = await world.person()
      return { ...(await world.get(reporter, 'report.submitReport', submission(change))), reporter }
    },
    takenCase: async (change) => {
      const filed = await built.fileFresh(change)
      const { events } = await world.get(people.zhou, 'report.takeCase', { caseId: filed.caseId, events: 1 })
      return { ...filed, events }
    },
    readyToClose: async (caseId, handler = people.zhou) => {
      const { events, level } = await world.get(handler, 'report.getCase', { caseId })
      const graded =
        level === 'unset'
          ? await world.get(handler, 'report.setLevel', { caseId, events, level: 'mild' })
          : { events }
      const told = await world.get(handler, 'report.recordTold', {
        caseId,
        events: graded.events,
        what: 'guardians',
        isTold: true,
        when: '11月17日下午',
        by: '班主任当面',
        to: '双方的监护人',
        why: '',
      })
      return told.events
    },
    eventsOf: async (caseId) =>
      (await world.sql<{ events: number }>('select events from cases where id = $1', [caseId]))[0]!.events,
    send: async (who, bytes) => {
      const { uploadId, chunkBytes } = await world.get(who, 'report.beginUpload', { sizeBytes: bytes.length })
      for (let index = 0; index * chunkBytes < bytes.length; index++) {
        const base64 = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64')
        await world.get(who, 'report.putChunk', { uploadId, index, base64 })
      }
      return uploadId
    },
    upload: async (who, bytes) =>
      world.get(who, 'report.finishUpload', { uploadId: await built.send(who, bytes) }),
    download: async (who, caseId, fileId, receiptCode = null) => {
      const parts: Buffer[] = []
      for (let part = 0, count = 1; part < count; part++) {
        const answer = await world.get(who, 'report.readFile', { caseId, fileId, receiptCode, part })
        parts.push(Buffer.from(answer.base64, 'base64'))
        count = answer.parts
      }
      return Buffer.concat(parts)
    },
  }
  return built
}

export const newRequestId = (): string => randomUUID()
