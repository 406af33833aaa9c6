/** Routes of the canteen's own desk beside the menu: dishes to complete with, what families said, photos, the kitchen's card. */
import * as z from 'zod/mini'
import { cursor, day, done, id, moment, read, requestId, text, uuid, write } from '../common'
import { canteenMode, stage } from '../people'
import { dishCategory, mealKind, menuIngredient } from './menu'
import { ratingAspects, score } from './survey'

export const knownDish = z.object({
  category: dishCategory,
  name: z.string(),
  ingredients: z.array(menuIngredient),
  times: z.int(),
})
export type KnownDish = z.infer<typeof knownDish>

export const heardRating = z.object({
  ratingId: uuid,
  servedOn: day,
  meal: mealKind,
  taste: score,
  warmth: score,
  amount: score,
  cleanliness: score,
  remark: z.string(),
  answer: z.string(),
  answeredBy: z.nullable(z.string()),
})

export const publishedMenu = z.object({
  schoolId: id,
  schoolName: z.string(),
  stages: z.array(stage),
  canteenMode,
  version: z.int(),
  dishes: z.int(),
})

export const kitchenRoutes = {
  /** Dishes that the district's schools have published, most cooked first. */
  'canteen.listDishes': read(z.object({ schoolId: id }), z.object({ dishes: z.array(knownDish) })),
  /** Who in the district has published that week, to copy from: one's own school first, then by name. */
  'canteen.listPublished': read(
    z.object({ schoolId: id, weekStartsOn: day }),
    z.object({ menus: z.array(publishedMenu) }),
  ),
  'canteen.saveKitchen': write(
    z.object({
      requestId,
      schoolId: id,
      supervisionPhone: z
        .string()
        .check(z.trim(), z.regex(/^([0-9][0-9\- ]{2,19})?$/, '请填写电话号码，只用数字和短横线')),
      supervisionMailbox: text(0, 80),
      /** Of delivered meals; empty: as the school's details say. Left out: as it was. */
      supplierName: z.optional(text(0, 60)),
      isBoarding: z.boolean(),
    }),
    done,
  ),
  /** How families rated the meals of each day, newest first; means only where enough of them did. At most 100 days. */
  'canteen.listScores': read(
    z.object({ schoolId: id, from: day, to: day }),
    z.object({
      days: z.array(
        z.object({
          servedOn: day,
          answers: z.int(),
          means: z.nullable(z.record(z.enum(ratingAspects), z.number())),
        }),
      ),
    }),
  ),
  /** Ratings with a remark, newest first; never whose. */
  'canteen.listRemarks': read(
    z.object({ schoolId: id, cursor, onlyUnanswered: z.boolean() }),
    z.object({ items: z.array(heardRating), nextCursor: cursor }),
  ),
  'canteen.answerRemark': write(
    z.object({ requestId, schoolId: id, ratingId: uuid, answer: text(1, 300) }),
    done,
  ),
  /** A photo or a workbook comes in pieces; `kind` says what it will be. */
  'canteen.beginUpload': write(
    z.object({
      requestId,
      schoolId: id,
      kind: z.enum(['menu', 'tray']),
      sizeBytes: z.int().check(z.minimum(1), z.maximum(10 * 1024 * 1024, '文件超过 10 MB，请换小一点的')),
    }),
    z.object({ uploadId: uuid, chunkBytes: z.int() }),
  ),
  'canteen.putChunk': write(
    z.object({
      requestId,
      schoolId: id,
      uploadId: uuid,
      index: z.int().check(z.minimum(0), z.maximum(2000)),
      base64: z.string().check(z.maxLength(900_000, '这一段太大，请重新上传')),
    }),
    done,
  ),
  /** Rid of metadata, then the meal's one photo. */
  'canteen.saveTray': write(
    z.object({ requestId, schoolId: id, uploadId: uuid, servedOn: day, meal: mealKind }),
    z.object({ photoId: uuid, takenAt: moment }),
  ),
  'canteen.removeTray': write(z.object({ requestId, schoolId: id, servedOn: day, meal: mealKind }), done),
  /** One part of a photo, for whoever may read the school's menus. */
  'canteen.readTray': read(
    z.object({ schoolId: id, photoId: uuid, part: z.int().check(z.minimum(0), z.maximum(1000)) }),
    z.object({ mime: z.string(), base64: z.string(), parts: z.int() }),
  ),
}
