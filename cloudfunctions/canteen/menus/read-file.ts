/** A menu's file or pasted words as a preview; nothing is saved until a person takes it into the draft. */
import { randomUUID } from 'node:crypto'
import type { ReadMenu } from '../../../contract/canteen/import/read-sheet'
import { readText } from '../../../contract/canteen/import/read-text'
import type { OutputOf } from '../../../contract/routes'
import type { Handler } from '../../platform/handler'
import { readMenuFile as readBytes } from '../import/read-menu-file'
import { takeUpload } from '../kitchen/uploads'
import { dictionaryOf } from '../own/dictionary'
import { requireKeeper } from '../policy'
import { requireWeek } from './week'

const present = (read: ReadMenu): OutputOf<'canteen.readMenuText'> => ({
  read:
    read.kind === 'read'
      ? { kind: 'read', menu: read.preview.menu, marks: read.preview.marks }
      : { kind: 'refused', sentence: read.sentence },
})

export const readMenuFile: Handler<'canteen.readMenuFile'> = {
  roles: ['canteen_manager'],
  async run(context, { schoolId, weekStartsOn, uploadId }) {
    requireKeeper(context.actor, schoolId)
    requireWeek(weekStartsOn)
    const bytes = await takeUpload(context, schoolId, uploadId, 'menu')
    return present(await readBytes(bytes, weekStartsOn, await dictionaryOf(context.db, schoolId)))
  },
}

export const readMenuText: Handler<'canteen.readMenuText'> = {
  roles: ['canteen_manager'],
  async run({ actor, db }, { schoolId, weekStartsOn, text }) {
    requireKeeper(actor, schoolId)
    requireWeek(weekStartsOn)
    return present(
      readText(text, { weekStartsOn, dictionary: await dictionaryOf(db, schoolId), newId: randomUUID }),
    )
  },
}
