/** WeChat asks for this component; it draws nothing, because each tab page draws its own bar. */
export default function CustomTabBar() {
  return null
}
