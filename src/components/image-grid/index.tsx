/** Pictures that go with a message: seen small, taken out again, and how far each one has got. */
import { Image, Text, View } from '@tarojs/components'
import { type FileMarkTone, markIcons } from '../file-mark'
import { given } from '../given'
import Icon from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type GridImage = {
  id: string
  /** Where it is: a local path or an address. */
  src: string
  /** Words for who cannot see it. */
  alt: string
  /** Sent so far, 0 to 100; leave out when it is there. */
  progress?: number | undefined
  /** It did not get there: pressing tries again. */
  failed?: boolean | undefined
  /** What did not work then. Default 没有传上去. */
  failedWords?: string | undefined
  /** What was found out about it; the words for it stand elsewhere. */
  mark?: FileMarkTone | undefined
}

export type ImageGridProps = {
  /** The button's id is this with `-add`; a picture's is this and its own. */
  id?: string | undefined
  images: readonly GridImage[]
  /** Most pictures. The button goes when they are there. Default 9. */
  max?: number | undefined
  /** Words on the button. Default 添加图片 1/9. */
  add?: string | undefined
  onAdd?: (() => void) | undefined
  onRemove?: ((id: string) => void) | undefined
  onRetry?: ((id: string) => void) | undefined
  onOpen?: ((id: string) => void) | undefined
}

export default function ImageGrid(props: ImageGridProps) {
  const { id, images, max = 9, add, onAdd, onRemove, onRetry, onOpen } = props
  return (
    <View {...given({ id })} className="image-grid">
      {images.map((image) => {
        const sending = image.progress !== undefined && image.progress < 100 && !image.failed
        return (
          <View key={image.id} className="image-grid__cell">
            <Pressable
              id={id && `${id}-${image.id}`}
              className="image-grid__press"
              label={
                image.failed ? `${image.alt}，${image.failedWords ?? '没有传上去'}，点一下重试` : image.alt
              }
              onPress={() => (image.failed ? onRetry?.(image.id) : onOpen?.(image.id))}
            >
              <Image className="image-grid__image" src={image.src} mode="aspectFill" aria-label={image.alt} />
              {image.mark && !image.failed && (
                <View className={`image-grid__mark image-grid__mark--${image.mark}`}>
                  <Icon name={markIcons[image.mark]} size="s" />
                </View>
              )}
              {sending && <Text className="image-grid__over">{`${Math.round(image.progress ?? 0)}%`}</Text>}
              {image.failed && (
                <View className="image-grid__over image-grid__over--failed">
                  <Icon name="refresh" />
                  <Text>重试</Text>
                </View>
              )}
            </Pressable>
            {onRemove && (
              <Pressable
                id={id && `${id}-${image.id}-remove`}
                className="image-grid__remove"
                label={`移除${image.alt}`}
                onPress={() => onRemove(image.id)}
              >
                <View className="image-grid__cross">
                  <Icon name="close" size="s" />
                </View>
              </Pressable>
            )}
          </View>
        )
      })}
      {onAdd && images.length < max && (
        <Pressable id={id && `${id}-add`} className="image-grid__cell image-grid__add" onPress={onAdd}>
          <Icon name="camera" />
          <Text className="image-grid__note">{add ?? `添加图片 ${images.length}/${max}`}</Text>
        </Pressable>
      )}
    </View>
  )
}
