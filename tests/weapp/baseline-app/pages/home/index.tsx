/** One line of text and one thing to tap: the least a page can be and still be interactive. */
import { Text, View } from '@tarojs/components'
import { useState } from 'react'

export default function Home() {
  const [count, setCount] = useState(0)
  return (
    <View id="count" onClick={() => setCount(count + 1)}>
      <Text>{count}</Text>
    </View>
  )
}
