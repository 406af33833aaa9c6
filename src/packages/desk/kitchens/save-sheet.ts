/** The district's week as an Excel file. */
import { call } from '@/api/call'
import { saveFile } from '../save-file'

/** @throws CallError as `call` does. @returns false where the file could not be handed over */
export const saveDistrictSheet = async (weekStartsOn: string): Promise<boolean> => {
  const { fileName, base64 } = await call('canteen.getDistrictFile', { weekStartsOn })
  return saveFile(fileName, base64)
}
