/** One roster on its way: sent in pieces, read, shown with every problem, applied; it can be left and come back to. */
import type { RosterImport } from '@contract/account/school'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { call, newRequestId } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { chooseTable } from '../choose-file'
import { useDeed } from '../use-deed'

const POLL_MS = 1000

export type Sending = { fileName: string; sentBytes: number; sizeBytes: number }

/** Still the server's turn. */
export const isWorking = ({ status }: RosterImport): boolean => status === 'reading' || status === 'applying'
/** Still somebody's turn. */
export const isUnfinished = (one: RosterImport): boolean => isWorking(one) || one.status === 'ready'

export const useRosters = (schoolId: number | null, isKnown: boolean) => {
  const list = useLoad(isKnown ? () => call('account.listRosterImports', { schoolId }) : null, [
    schoolId,
    isKnown,
  ])
  const [chosen, setChosen] = useState<string | null>(null)
  const [sending, setSending] = useState<Sending | null>(null)
  const deed = useDeed()
  const imports = list.load.state === 'ready' ? list.load.data.imports : []
  const importId = chosen ?? imports.find(isUnfinished)?.importId ?? null

  const upload = async () => {
    const file = await chooseTable()
    if (!file) return
    await deed.run(`upload ${file.name} ${file.sizeBytes}`, async (requestId) => {
      setSending({ fileName: file.name, sentBytes: 0, sizeBytes: file.sizeBytes })
      try {
        const { importId: started, chunkBytes } = await call('account.beginRosterImport', {
          requestId,
          schoolId,
          fileName: file.name.slice(-120),
          sizeBytes: file.sizeBytes,
        })
        for (let index = 0; index * chunkBytes < file.sizeBytes; index += 1) {
          const base64 = await file.read(index * chunkBytes, chunkBytes)
          await call('account.putRosterChunk', {
            requestId: newRequestId(),
            importId: started,
            index,
            base64,
          })
          const sentBytes = Math.min(file.sizeBytes, (index + 1) * chunkBytes)
          setSending({ fileName: file.name, sentBytes, sizeBytes: file.sizeBytes })
        }
        await call('account.readRoster', { requestId: newRequestId(), importId: started })
        setChosen(started)
        await list.reload()
      } finally {
        setSending(null)
      }
    })
  }
  return { list, imports, importId, choose: setChosen, sending, upload, deed }
}

export const useImport = (importId: string, onSettled: () => void) => {
  const [problemsFrom, setProblemsFrom] = useState(0)
  const loader = useLoad(
    () => call('account.getRosterImport', { importId, problemsFrom }),
    [importId, problemsFrom],
  )
  const deed = useDeed()
  const { load, reload, replace } = loader
  const data = load.state === 'ready' ? load.data : null
  const isBusy = data !== null && isWorking(data)
  const isShown = useRef(true)
  useDidShow(() => {
    isShown.current = true
  })
  useDidHide(() => {
    isShown.current = false
  })
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => {
      if (isShown.current) void reload()
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [isBusy, reload])

  const settled = useRef(onSettled)
  settled.current = onSettled
  const status = data?.status
  useEffect(() => {
    if (status) settled.current()
  }, [status])

  const apply = () =>
    deed.run('apply', async (requestId) =>
      replace(await call('account.applyRosterImport', { requestId, importId })),
    )
  const cancel = () =>
    deed.run('cancel', async (requestId) =>
      replace(await call('account.cancelRosterImport', { requestId, importId })),
    )
  return { loader, deed, apply, cancel, problemsFrom, setProblemsFrom }
}
