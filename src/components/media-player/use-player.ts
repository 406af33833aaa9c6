/** Plays one voice: idle → loading → playing ⇄ paused; only one voice is heard at a time. */
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

export type PlayerState = 'idle' | 'loading' | 'playing' | 'paused' | 'failed'

/** Silences the voice that is being heard. */
let hush: (() => void) | null = null

/** @param source asked for at the first press */
export const usePlayer = (source: () => Promise<string>) => {
  const [state, setState] = useState<PlayerState>('idle')
  const [at, setAt] = useState(0)
  const [duration, setDuration] = useState(0)
  const audio = useRef<Taro.InnerAudioContext | null>(null)
  const isGone = useRef(false)

  useEffect(
    () => () => {
      isGone.current = true
      audio.current?.destroy()
    },
    [],
  )

  const pause = () => {
    audio.current?.pause()
    setState((now) => (now === 'playing' ? 'paused' : now))
  }
  const play = (context: Taro.InnerAudioContext) => {
    if (hush !== pause) hush?.()
    hush = pause
    context.play()
    setState('playing')
  }
  const fail = () => {
    audio.current?.destroy()
    audio.current = null
    setState('failed')
  }
  const open = async () => {
    setState('loading')
    try {
      const src = await source()
      if (isGone.current) return
      const context = Taro.createInnerAudioContext()
      audio.current = context
      context.onTimeUpdate(() => {
        setAt(context.currentTime)
        if (Number.isFinite(context.duration)) setDuration(context.duration)
      })
      context.onEnded(() => {
        setAt(0)
        setState('paused')
      })
      context.onError(fail)
      context.src = src
      play(context)
    } catch {
      fail()
    }
  }
  const press = () => {
    if (state === 'playing') pause()
    else if (audio.current) play(audio.current)
    else if (state !== 'loading') void open()
  }
  return { state, at, duration, press, stop: pause }
}
