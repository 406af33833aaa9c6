/** Routes of the canteen: the desk's week, its draft and publishing, and what families read. */
import * as z from 'zod/mini'
import { day, id, moment, read, requestId, text, uuid, write } from '../common'
import { canteenMode, stage } from '../people'
import { menuFacts } from './facts'
import { previewMark } from './findings'
import { mealKind, weekMenu } from './menu'

export const menuVersion = z.object({
  version: z.int(),
  publishedAt: moment,
  publishedBy: z.string(),
  /** Empty for the first version. */
  changeNote: z.string(),
  /** What differs from the version before, in sentences. */
  changes: z.array(z.string()),
})
export type MenuVersion = z.infer<typeof menuVersion>

/** The school behind a menu, as families must see it. */
export const kitchen = z.object({
  schoolId: id,
  schoolName: z.string(),
  stages: z.array(stage),
  canteenMode,
  supplierName: z.string(),
  supervisionPhone: z.string(),
  supervisionMailbox: z.string(),
  isBoarding: z.boolean(),
})
export type Kitchen = z.infer<typeof kitchen>

const menuDraft = z.object({
  version: z.int(),
  savedAt: moment,
  savedBy: z.string(),
  menu: weekMenu,
})

const trayPhoto = z.object({ photoId: uuid, servedOn: day, meal: mealKind, takenAt: moment })

const menuRead = z.object({
  read: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('read'), menu: weekMenu, marks: z.array(previewMark) }),
    z.object({ kind: z.literal('refused'), sentence: z.string() }),
  ]),
})

const weekInput = z.object({ schoolId: id, weekStartsOn: day })

export const canteenRoutes = {
  /** Everything the menu desk draws for one week. */
  'canteen.getDesk': read(
    weekInput,
    z.object({
      kitchen,
      draft: z.nullable(menuDraft),
      /** Newest first. */
      versions: z.array(menuVersion),
      /** The newest published menu. */
      published: z.nullable(weekMenu),
      dueAt: moment,
    }),
  ),
  /** `version` is the one the change was made on, 0 for none; the same save again is the same as once. */
  'canteen.saveDraft': write(
    z.object({ requestId, schoolId: id, version: z.int().check(z.minimum(0)), menu: weekMenu }),
    z.object({ version: z.int(), savedAt: moment }),
  ),
  /** Publishes the saved draft. A second time is a correction and needs a note of what changed. */
  'canteen.publishMenu': write(
    z.object({
      requestId,
      schoolId: id,
      weekStartsOn: day,
      draftVersion: z.int(),
      changeNote: text(0, 200),
    }),
    menuVersion,
  ),
  /** The published week, newest version; what was looked at is remembered, so that a correction can reach them. */
  'canteen.getWeek': read(
    weekInput,
    z.object({
      kitchen,
      published: z.nullable(z.object({ ...menuVersion.shape, menu: weekMenu, facts: menuFacts })),
      photos: z.array(trayPhoto),
      /** Whether this person will hear of the next menu. */
      isWanted: z.boolean(),
    }),
  ),
  /** What a file or pasted words hold, with every guess and question; nothing is saved. The upload is gone afterwards. */
  'canteen.readMenuFile': write(
    z.object({ requestId, schoolId: id, weekStartsOn: day, uploadId: uuid }),
    menuRead,
  ),
  'canteen.readMenuText': read(
    z.object({ schoolId: id, weekStartsOn: day, text: text(1, 20_000) }),
    menuRead,
  ),
  /** An earlier version, or the one published at a school nearby, as it stood. */
  'canteen.getVersion': read(
    z.object({ schoolId: id, weekStartsOn: day, version: z.int().check(z.minimum(1)) }),
    z.object({ ...menuVersion.shape, menu: weekMenu }),
  ),
}
