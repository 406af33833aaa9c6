/** A rotation in a process of its own, so that a test can kill it. Arguments: address of the server; keys from the environment. */
import { openServer } from '../../cloudfunctions/platform/database'
import { rewrapAll } from '../../cloudfunctions/report/rewrap'
import { newestOf, parseMasterKeys } from '../../gateway/master-keys'

const rotate = async (): Promise<void> => {
  const masterKeys = parseMasterKeys(process.env.REPORT_MASTER_KEYS ?? '')
  const database = openServer({ connectionString: process.argv[2] ?? '', maxConnections: 1 })
  process.stdout.write('begun\n')
  await rewrapAll({ database, masterKeys }, newestOf(masterKeys), () => {}, 5)
  await database.close()
}

void rotate()
