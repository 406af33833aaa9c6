/** The real tray, fetched in parts through the same door as the menu. */
import { type MealKind, mealNames } from '@contract/canteen/menu'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'

const fetchPhoto = async (schoolId: number, photoId: string): Promise<string> => {
  const first = await call('canteen.readTray', { schoolId, photoId, part: 0 })
  const pieces = [first.base64]
  for (let part = 1; part < first.parts; part += 1)
    pieces.push((await call('canteen.readTray', { schoolId, photoId, part })).base64)
  const bytes = pieces.map((piece) => new Uint8Array(Taro.base64ToArrayBuffer(piece)))
  if (process.env.TARO_ENV === 'h5')
    return URL.createObjectURL(new Blob(bytes as BlobPart[], { type: first.mime }))
  const whole = new Uint8Array(bytes.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of bytes) {
    whole.set(piece, at)
    at += piece.length
  }
  const filePath = `${Taro.env.USER_DATA_PATH}/tray-${photoId}.${first.mime === 'image/png' ? 'png' : 'jpg'}`
  Taro.getFileSystemManager().writeFileSync(filePath, whole.buffer as ArrayBuffer)
  return filePath
}

export default function TrayPhoto({
  schoolId,
  photoId,
  meal,
}: {
  schoolId: number
  photoId: string
  meal: MealKind
}) {
  const [src, setSrc] = useState('')
  useEffect(() => {
    let isGone = false
    fetchPhoto(schoolId, photoId).then(
      (found) => !isGone && setSrc(found),
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [schoolId, photoId])
  if (src === '') return null
  return (
    <View className="tray">
      <Image
        id="tray-photo"
        className="tray__image"
        src={src}
        mode="aspectFill"
        aria-label={`${mealNames[meal]}实拍`}
        onClick={() => void Taro.previewImage({ urls: [src] }).catch(() => {})}
      />
    </View>
  )
}
