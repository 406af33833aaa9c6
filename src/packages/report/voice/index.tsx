/** Saying it instead of writing it: one large button, how loud and how long, and what was said to listen to again. */
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import Button from '@/components/button'
import Dialog from '@/components/dialog'
import Icon from '@/components/icon'
import MediaPlayer, { timeWords } from '@/components/media-player'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import { showMedia } from '@/outbox/media-store'
import { longestVoiceSeconds } from '@/outbox/recorder'
import type { RecorderProblem } from '@/outbox/recorder-events'
import { type Attachment, percentSent } from '@/outbox/upload'
import type { FileQueue } from '../file-queue'
import { useVoice } from './use-voice'
import './index.scss'

const isWechat = process.env.TARO_ENV === 'weapp'

const problemWords: Record<RecorderProblem, string> = {
  refused: isWechat
    ? '麦克风没有打开，录不了音。点“去打开”，把麦克风打开，再回来说。写好的内容都在。'
    : '浏览器没有让我们用麦克风。点地址栏左边的小图标，把麦克风改成允许，再试一次。写好的内容都在。',
  missing: '这里没有麦克风可以用。可以写几个字，或者换手机微信打开再说。',
  failed: '刚才没有录成，再点一次试试。写好的内容都在。',
}

export type VoiceProps = {
  voices: readonly Attachment[]
  /** How many more may be added. */
  room: number
  queue: FileQueue
  you: '你' | '您'
}

export default function Voice({ voices, room, queue, you }: VoiceProps) {
  const { state, seconds, levels, start, stop, resume, cancel } = useVoice(queue)
  const [removing, setRemoving] = useState<string | null>(null)
  const isOn = state.step === 'recording' || state.step === 'interrupted'
  const problem = state.step === 'idle' ? state.problem : null
  return (
    <View id="voice" className="voice">
      {voices.map((voice, index) => (
        <MediaPlayer
          key={voice.mediaId}
          id={`voice-${index + 1}`}
          kind="voice"
          label={voices.length > 1 ? `录音 ${index + 1}` : '录音'}
          durationSeconds={voice.durationSeconds}
          source={async () => (await showMedia(voice)) ?? Promise.reject(new Error('gone'))}
          progress={percentSent(voice)}
          failed={voice.problem !== ''}
          onRetry={() => queue.retry(voice.mediaId)}
          onRemove={() => setRemoving(voice.mediaId)}
        />
      ))}
      {isOn || state.step === 'saving' ? (
        <View className="voice__on">
          <View className="voice__levels" aria-hidden>
            {levels.map((level, index) => (
              <View
                // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
                key={index}
                className="voice__bar"
                style={{ height: `${12 + Math.round(level * 88)}%` }}
              />
            ))}
          </View>
          <Text id="voice-time" className="voice__time">
            {`${timeWords(seconds)} / ${timeWords(longestVoiceSeconds)}`}
          </Text>
          {state.step === 'interrupted' && (
            <View id="voice-interrupted" className="sub">
              刚才被打断了，前面说的都在。可以接着说，也可以就到这里。
            </View>
          )}
          <View className="voice__acts">
            {state.step === 'interrupted' && (
              <Button id="voice-resume" kind="quiet" size="small" icon="mic" onPress={resume}>
                接着说
              </Button>
            )}
            <Button id="voice-stop" size="small" loading={state.step === 'saving'} onPress={stop}>
              说完了
            </Button>
            <Button id="voice-cancel" kind="plain" size="small" onPress={cancel}>
              不要这段
            </Button>
          </View>
        </View>
      ) : (
        room > 0 && (
          <Pressable
            id="voice-start"
            className="voice__start"
            label={voices.length > 0 ? '再说一段' : '不想写字，点这里说话'}
            disabled={state.step === 'asking'}
            onPress={() => void start()}
          >
            <View className="voice__mic">
              <Icon name="mic" />
            </View>
            <View className="grow">
              <View className="strong">{voices.length > 0 ? '再说一段' : '不想写字，点这里说'}</View>
              <View className="note">
                {state.step === 'asking' ? '正在打开麦克风' : `最长 5 分钟，说完${you}可以先听一遍`}
              </View>
            </View>
          </Pressable>
        )
      )}
      {problem && (
        <Notice
          id="voice-problem"
          tone="warning"
          action={problem === 'refused' && isWechat ? '去打开' : undefined}
          onAction={() => void Taro.openSetting().catch(() => {})}
        >
          {problemWords[problem]}
        </Notice>
      )}
      <Dialog
        id="voice-dialog"
        open={removing !== null}
        title="删掉这段录音？"
        confirm="删掉"
        danger
        onConfirm={() => {
          if (removing !== null) queue.remove(removing)
          setRemoving(null)
        }}
        onCancel={() => setRemoving(null)}
      >
        删掉就找不回来了。还没有提交，学校没有听到。
      </Dialog>
    </View>
  )
}
