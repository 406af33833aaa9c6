/** A rotation in a process of its own, so that a test can kill it. Arguments: address of the server, and `steps` to have it wait,
 * after each batch, until the test says on its input to go on. Keys come from the environment. */
import { readSync, writeSync } from 'node:fs'
import { openServer } from '../../cloudfunctions/platform/database'
import { rewrapAll } from '../../cloudfunctions/report/rewrap'
import { newestOf, parseMasterKeys } from '../../gateway/master-keys'

const [place = '', pace] = process.argv.slice(2)

const rotate = async (): Promise<void> => {
  const masterKeys = parseMasterKeys(process.env.REPORT_MASTER_KEYS ?? '')
  const database = openServer({ connectionString: place, maxConnections: 1 })
  const say = ({ left }: { left: number }): void => {
    writeSync(1, `left ${left}\n`)
    if (pace === 'steps') readSync(0, Buffer.alloc(1))
  }
  await rewrapAll({ database, masterKeys }, newestOf(masterKeys), say, 5)
  await database.close()
}

void rotate()
