/** Both file stores: what was put is got, what is missing says so, and no key leaves its folder. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CloudStorage, openCloudFiles } from '../../cloudfunctions/platform/files/cloud'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import { FileMissing, type FileStore } from '../../cloudfunctions/platform/files/store'

const PREFIX = 'cloud://env.bucket'
/** CloudBase storage in memory, answering as its SDK does. */
const fakeCloud = (): CloudStorage => {
  const files = new Map<string, Buffer>()
  return {
    uploadFile: async ({ cloudPath, fileContent }) => {
      files.set(`${PREFIX}/${cloudPath}`, fileContent)
      return { fileID: `${PREFIX}/${cloudPath}` }
    },
    downloadFile: async ({ fileID }) => {
      const fileContent = files.get(fileID)
      if (!fileContent) throw new Error('errCode: -503003 file not exist')
      return { fileContent }
    },
    deleteFile: async ({ fileList }) => {
      if (fileList.length > 50) throw new Error('too many')
      return {
        fileList: fileList.map((fileID) =>
          files.delete(fileID)
            ? { fileID, status: 0, errMsg: 'ok' }
            : { fileID, status: -503003, errMsg: 'file not exist' },
        ),
      }
    },
  }
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each<[string, () => FileStore]>([
  ['a folder on disk', () => openDiskFiles(path.join(folder, 'store'))],
  ['CloudBase storage', () => openCloudFiles(fakeCloud(), PREFIX)],
])('%s', (_, open) => {
  it('gives back what was put, the newest where a key was put twice, and says what is missing', async () => {
    const store = open()
    await expect(store.get('uploads/a/0')).rejects.toBeInstanceOf(FileMissing)
    await store.put('uploads/a/0', Buffer.from('old'))
    await store.put('uploads/a/0', Buffer.from([0, 255, 7]))
    expect(await store.get('uploads/a/0')).toEqual(Buffer.from([0, 255, 7]))
    await store.remove('uploads/a/0')
    await store.remove('uploads/a/0')
    await expect(store.get('uploads/a/0')).rejects.toBeInstanceOf(FileMissing)
  })

  it('empties a folder of ours whole, and only that one', async () => {
    const store = open()
    for (let piece = 0; piece < 60; piece++) await store.put(`uploads/b/${piece}`, Buffer.from('x'))
    await store.put('uploads/b/whole', Buffer.from('x'))
    await store.put('uploads/c/0', Buffer.from('kept'))
    await store.remove('uploads/b/')
    for (const key of ['uploads/b/0', 'uploads/b/59', 'uploads/b/whole'])
      await expect(store.get(key)).rejects.toBeInstanceOf(FileMissing)
    expect((await store.get('uploads/c/0')).toString()).toBe('kept')
  })

  it('never leaves its folder', async () => {
    const store = open()
    for (const key of ['../x', '/etc/x', 'a/../../x', '', '.hidden', 'a//b', 'A/b', 'a\0b'])
      await expect(store.put(key, Buffer.from('x'))).rejects.toThrow()
  })
})

it('lists what lies below a prefix on disk, without what is still being written', async () => {
  const root = path.join(folder, 'listed')
  const store = openDiskFiles(root)
  for (const key of ['uploads/a/1', 'uploads/b/whole', 'rosters/1']) await store.put(key, Buffer.from('x'))
  const found: string[] = []
  for await (const key of store.list('uploads/')) found.push(key)
  expect(found.sort()).toEqual(['uploads/a/1', 'uploads/b/whole'])
  expect(await readdir(path.join(root, '.incoming'))).toEqual([])
})
