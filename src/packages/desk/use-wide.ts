/** Whether there is room for list and detail side by side. */
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

const WIDE = 900

const isWideNow = (): boolean => Taro.getWindowInfo().windowWidth >= WIDE

export const useWide = (): boolean => {
  const [wide, setWide] = useState(isWideNow)
  useEffect(() => {
    const measure = () => setWide(isWideNow())
    if (process.env.TARO_ENV === 'h5') {
      window.addEventListener('resize', measure)
      return () => window.removeEventListener('resize', measure)
    }
    Taro.onWindowResize(measure)
    return () => Taro.offWindowResize(measure)
  }, [])
  return wide
}
