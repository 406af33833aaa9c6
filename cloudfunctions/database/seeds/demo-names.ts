/** Names for the demo's children, put together from common parts by number; any likeness is chance. */
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
const first = '子思雨欣一宇浩梓诗若语佳俊明晓安清书亦泽沐嘉文景星云知言可心'
const second = '涵轩怡辰宁洋然琪悦彤航博瑶萱霖朗熙安凡瑜晨予川禾苗越溪南乔'

/** @param serial any whole number; the same number gives the same name */
export const demoNames = (serial: number): string => {
  const at = (letters: string, step: number) => letters[Math.floor(serial * step) % letters.length] ?? ''
  return at(surnames, 7.31) + at(first, 3.17) + (serial % 9 === 0 ? '' : at(second, 5.73))
}
