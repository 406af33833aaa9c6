/** A reason why the program cannot start, in one sentence that the person at the terminal can act on. */
export class StartProblem extends Error {}

const reasons: Record<string, string> = {
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '磁盘只读',
  ENOSPC: '磁盘已满',
  ENOTDIR: '那里不是文件夹',
  EEXIST: '那里不是文件夹',
}

/** The sentence for a person, or undefined where the fault is ours and the stack is wanted. */
export const sentenceOf = (error: unknown): string | undefined => {
  if (error instanceof StartProblem) return error.message
  if (!(error instanceof Error)) return undefined
  const { code = '', path = '' } = error as { code?: string; path?: string }
  const reason = reasons[code]
  return reason === undefined ? undefined : `无法写入数据文件夹${path ? `（${path}）` : ''}：${reason}。`
}
