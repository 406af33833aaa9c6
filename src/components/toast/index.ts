/** A word that comes and goes: only for what need not be kept. */
import Taro from '@tarojs/taro'

/**
 * @param words at most two short lines
 * @param options `done` adds a check mark (then at most seven characters); `forMilliseconds` default 2000
 */
export function showToast(words: string, options: { done?: boolean; forMilliseconds?: number } = {}): void {
  void Taro.showToast({
    title: words,
    icon: options.done && words.length <= 7 ? 'success' : 'none',
    duration: options.forMilliseconds ?? 2000,
  })
}
