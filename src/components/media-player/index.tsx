/** A voice or a film in a row: plays it, says how far it is, and how far it has been sent. */
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import FileMark, { type MarkOfFile } from '../file-mark'
import { given } from '../given'
import Icon from '../icon'
import Pressable from '../pressable'
import Film from './film'
import { usePlayer } from './use-player'
import './index.scss'

export type MediaPlayerProps = {
  /** The play button's id is this with `-play`; the cross is this with `-remove`. */
  id?: string | undefined
  kind: 'voice' | 'video'
  /** Words for it: 第 1 段录音. */
  label: string
  durationSeconds: number | null
  /** Where it can be played from; asked for when it is first played. */
  source: () => Promise<string>
  /** Sent so far, 0 to 100; leave out when it is there. */
  progress?: number | undefined
  /** It was not sent: pressing tries again. */
  failed?: boolean | undefined
  onRetry?: (() => void) | undefined
  onRemove?: (() => void) | undefined
  /** What was found out about it once it was there. */
  mark?: MarkOfFile | undefined
}

/** `1:05`. */
export const timeWords = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

const stateWords = {
  idle: '播放',
  loading: '正在打开',
  playing: '暂停',
  paused: '继续播放',
  failed: '重试播放',
}

export default function MediaPlayer(props: MediaPlayerProps) {
  const { id, kind, label, durationSeconds, source, progress, failed, onRetry, onRemove, mark } = props
  const voice = usePlayer(source)
  const [film, setFilm] = useState<{ state: 'idle' | 'loading' | 'failed' } | { state: 'open'; src: string }>(
    {
      state: 'idle',
    },
  )
  const openFilm = async () => {
    setFilm({ state: 'loading' })
    await source().then(
      (src) => setFilm({ state: 'open', src }),
      () => setFilm({ state: 'failed' }),
    )
  }
  const state = kind === 'voice' ? voice.state : film.state === 'open' ? 'playing' : film.state
  const whole = voice.duration || durationSeconds
  const played = whole ? Math.min(100, (voice.at / whole) * 100) : 0
  const times = [
    kind === 'voice' && voice.at > 0 ? timeWords(voice.at) : '',
    whole ? timeWords(Math.max(1, Math.round(whole))) : '',
  ]
  const isSending = progress !== undefined && progress < 100 && !failed
  return (
    <View {...given({ id })} className="media-player">
      <View className="media-player__row">
        <Pressable
          id={id && `${id}-play`}
          className={`media-player__go${state === 'failed' ? ' is-failed' : ''}`}
          label={`${stateWords[state]}${label}${whole ? `，${timeWords(whole)}` : ''}`}
          disabled={state === 'loading' || film.state === 'open'}
          onPress={() => (kind === 'voice' ? voice.press() : void openFilm())}
        >
          <Icon
            name={
              state === 'loading'
                ? 'hourglass'
                : state === 'failed'
                  ? 'refresh'
                  : state === 'playing' && kind === 'voice'
                    ? 'pause'
                    : 'play'
            }
          />
        </Pressable>
        <View className="media-player__words">
          <View className="media-player__line">
            <Text className="media-player__label">{label}</Text>
            <Text className="media-player__time">{times.filter(Boolean).join(' / ')}</Text>
          </View>
          {kind === 'voice' && (
            <View className="media-player__track">
              <View className="media-player__fill" style={{ width: `${played}%` }} />
            </View>
          )}
          {state === 'failed' && <Text className="media-player__note">没有打开，点左边再试一次</Text>}
          {mark && <FileMark {...mark} />}
          {isSending && <Text className="media-player__note">{`正在上传 ${Math.round(progress)}%`}</Text>}
          {failed && (
            <Pressable id={id && `${id}-retry`} className="media-player__retry" onPress={onRetry}>
              没有传上去，点这里重试
            </Pressable>
          )}
        </View>
        {onRemove && (
          <Pressable
            id={id && `${id}-remove`}
            className="media-player__remove"
            label={`删除${label}`}
            onPress={() => {
              voice.stop()
              onRemove()
            }}
          >
            <Icon name="trash" />
          </Pressable>
        )}
      </View>
      {film.state === 'open' && <Film src={film.src} label={label} />}
    </View>
  )
}
