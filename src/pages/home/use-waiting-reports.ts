/** Reports that were handed in without a network: home says that they wait, and sends them as soon as it can. */
import Taro, { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { showToast } from '@/components/toast'
import { listUnseenReceipts, type Receipt } from '@/outbox/receipts'
import { listWaiting, sendWaitingReports } from '@/outbox/waiting-reports'

/**
 * @param onFiled told when something was filed just now
 * @returns how many still wait, and the receipts that nobody without an account has read yet
 */
export const useWaitingReports = (onFiled: () => void): { count: number; unseen: Receipt[] } => {
  const [count, setCount] = useState(() => listWaiting().length)
  const [unseen, setUnseen] = useState(listUnseenReceipts)
  const send = useCallback(async () => {
    const filed = await sendWaitingReports()
    setCount(listWaiting().length)
    setUnseen(listUnseenReceipts())
    if (filed.length === 0) return
    showToast('求助已发出，学校收到了', { done: true })
    onFiled()
  }, [onFiled])

  useDidShow(() => void send())
  useEffect(() => {
    const whenBack = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void send()
    }
    Taro.onNetworkStatusChange(whenBack)
    return () => Taro.offNetworkStatusChange(whenBack)
  }, [send])
  return { count, unseen }
}
