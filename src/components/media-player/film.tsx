/** A film with the player that the phone or the browser brings along. */
import { Video, View } from '@tarojs/components'
import { createElement } from 'react'

export type FilmProps = { src: string; label: string }

const isWeb = process.env.TARO_ENV === 'h5'

export default function Film({ src, label }: FilmProps) {
  return (
    <View className="media-player__film">
      {isWeb ? (
        createElement('video', {
          src,
          controls: true,
          autoPlay: true,
          playsInline: true,
          className: 'media-player__video',
          'aria-label': label,
        })
      ) : (
        <Video className="media-player__video" src={src} autoplay controls aria-label={label} />
      )}
    </View>
  )
}
