/** wx.getFileSystemManager and its older relatives, over the phone's files in memory. */
import { fromBase64, toBase64 } from '../../protocol'
import { type ApiTable, type DirectTable, type Options, withConvention } from './convention'
import * as store from './files'

type Bytes = Uint8Array<ArrayBuffer>

function decode(bytes: Bytes, encoding: unknown): string | ArrayBuffer {
  switch (String(encoding ?? '').toLowerCase()) {
    case '':
      return bytes.slice().buffer
    case 'base64':
      return toBase64(bytes)
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    case 'ascii':
    case 'binary':
    case 'latin1':
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    case 'utf8':
    case 'utf-8':
      return new TextDecoder().decode(bytes)
    default:
      throw new Error(`invalid encoding "${encoding}"`)
  }
}

function encode(data: unknown, encoding: unknown): Bytes {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0))
  if (typeof data !== 'string') throw new Error('data must be a string or an ArrayBuffer')
  const text = data
  switch (String(encoding ?? 'utf8').toLowerCase()) {
    case 'base64':
      return fromBase64(text)
    case 'hex':
      return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    case 'ascii':
    case 'binary':
    case 'latin1':
      return Uint8Array.from(text, (character) => character.charCodeAt(0))
    default:
      return new TextEncoder().encode(text)
  }
}

const statOf = (path: unknown) => {
  if (!store.exists(path)) throw new Error(`no such file or directory "${path}"`)
  const isFolder = store.isFolder(path)
  return {
    size: isFolder ? 0 : store.getStored(path).length,
    mode: 0o644,
    lastAccessedTime: 0,
    lastModifiedTime: 0,
    isFile: () => !isFolder,
    isDirectory: () => isFolder,
  }
}

interface Operation {
  /** Names of the synchronous form's positional arguments. */
  parameters: string[]
  /** The field of the result that the synchronous form returns. */
  returns?: string
  run: (options: Options) => unknown
}

const operations: Record<string, Operation> = {
  access: {
    parameters: ['path'],
    run: ({ path }) => {
      if (!store.exists(path)) throw new Error(`no such file or directory "${path}"`)
    },
  },
  readFile: {
    parameters: ['filePath', 'encoding', 'position', 'length'],
    returns: 'data',
    run: ({ filePath, encoding, position, length }) => {
      const bytes = store.getStored(filePath)
      const start = Number(position ?? 0)
      const end = length === undefined ? bytes.length : start + Number(length)
      return { data: decode(bytes.slice(start, end), encoding) }
    },
  },
  writeFile: {
    parameters: ['filePath', 'data', 'encoding'],
    run: ({ filePath, data, encoding }) => store.writeStored(filePath, encode(data, encoding)),
  },
  appendFile: {
    parameters: ['filePath', 'data', 'encoding'],
    run: ({ filePath, data, encoding }) => {
      const joined = [...store.getStored(filePath), ...encode(data, encoding)]
      store.writeStored(filePath, Uint8Array.from(joined))
    },
  },
  unlink: { parameters: ['filePath'], run: ({ filePath }) => store.removeStored(filePath) },
  copyFile: {
    parameters: ['srcPath', 'destPath'],
    run: ({ srcPath, destPath }) => store.writeStored(destPath, store.getStored(srcPath).slice()),
  },
  rename: {
    parameters: ['oldPath', 'newPath'],
    run: ({ oldPath, newPath }) => {
      store.writeStored(newPath, store.getStored(oldPath))
      store.removeStored(oldPath)
    },
  },
  mkdir: {
    parameters: ['dirPath', 'recursive'],
    run: ({ dirPath, recursive }) => store.makeFolder(dirPath, recursive),
  },
  rmdir: {
    parameters: ['dirPath', 'recursive'],
    run: ({ dirPath, recursive }) => store.removeFolder(dirPath, recursive),
  },
  readdir: {
    parameters: ['dirPath'],
    returns: 'files',
    run: ({ dirPath }) => ({ files: store.listFolder(dirPath) }),
  },
  stat: { parameters: ['path'], returns: 'stats', run: ({ path }) => ({ stats: statOf(path) }) },
  saveFile: {
    parameters: ['tempFilePath', 'filePath'],
    returns: 'savedFilePath',
    run: ({ tempFilePath, filePath }) => ({ savedFilePath: store.saveStored(tempFilePath, filePath) }),
  },
}

const asyncOnly: ApiTable = {
  getFileInfo: ({ filePath }) => ({ size: store.getStored(filePath).length }),
  getSavedFileList: () => ({ fileList: store.listSaved() }),
  removeSavedFile: ({ filePath }) => store.removeStored(filePath),
}

function synchronous(name: string, { parameters, returns, run }: Operation): (...args: unknown[]) => unknown {
  return (...args) => {
    const options = Object.fromEntries(parameters.map((parameter, index) => [parameter, args[index]]))
    try {
      const result = run(options)
      return returns ? (result as Record<string, unknown>)[returns] : undefined
    } catch (problem) {
      const message = `${name}Sync:fail ${(problem as Error).message}`
      throw Object.assign(new Error(message), { errMsg: message })
    }
  }
}

const manager: Record<string, unknown> = Object.fromEntries([
  ...Object.entries(operations).flatMap(([name, operation]) => [
    [name, withConvention(name, operation.run)],
    [`${name}Sync`, synchronous(name, operation)],
  ]),
  ...Object.entries(asyncOnly).map(([name, run]) => [name, withConvention(name, run)]),
])

export const fileDirect: DirectTable = { getFileSystemManager: () => manager }

/** The older calls that sit on wx itself. */
export const fileApis: ApiTable = {
  ...asyncOnly,
  saveFile: ({ tempFilePath, filePath }) => ({ savedFilePath: store.saveStored(tempFilePath, filePath) }),
}
