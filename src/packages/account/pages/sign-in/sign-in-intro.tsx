/** Whose door this is, in a few words, and what is open without a key. */
import { View } from '@tarojs/components'
import { openPage } from '@/api/page-session'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'

export default function SignInIntro() {
  return (
    <View className="sign-in-intro">
      <View className="sign-in-intro__mark">
        <Icon name="shield-check" size="l" />
      </View>
      <View className="page-title">安心校园</View>
      <View className="sub">孩子在学校遇到难事，有地方说，有人管，每一步都看得到。</View>
      <View className="sign-in-intro__links">
        <Pressable
          id="sign-in-help"
          className="sign-in-intro__link"
          role="link"
          onPress={() => openPage('/packages/report/pages/submit/index')}
        >
          不登录也能求助
        </Pressable>
        <Pressable
          id="sign-in-hotlines"
          className="sign-in-intro__link"
          role="link"
          onPress={() => openPage('/packages/safety/pages/hotlines/index')}
        >
          求助电话
        </Pressable>
      </View>
    </View>
  )
}
