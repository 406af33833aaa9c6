/** A menu's file or pasted words as a preview; nothing is saved until a person takes it into the draft. */
import { randomUUID } from 'node:crypto'
import type { ReadMenu } from '../../../contract/canteen/import/read-sheet'
import { readText } from '../../../contract/canteen/import/read-text'
import type { OutputOf } from '../../../contract/routes'
import type { Handler } from '../../platform/handler'
import { readMenuFile as readBytes } from '../import/read-menu-file'
import { takeUpload } from '../kitchen/uploads'
import { requireKeeper } from '../policy'
import { dictionaryOf } from './rules'
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
    return present(await readBytes(bytes, weekStartsOn, dictionaryOf()))
  },
}

export const readMenuText: Handler<'canteen.readMenuText'> = {
  roles: ['canteen_manager'],
  async run({ actor }, { schoolId, weekStartsOn, text }) {
    requireKeeper(actor, schoolId)
    requireWeek(weekStartsOn)
    return present(readText(text, { weekStartsOn, dictionary: dictionaryOf(), newId: randomUUID }))
  },
}
