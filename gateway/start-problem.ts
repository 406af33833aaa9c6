/** A reason why the program cannot start, in one sentence that the person at the terminal can act on. */
export class StartProblem extends Error {}

/** The sentence for a person, or undefined where the fault is ours and the stack is wanted. */
export const sentenceOf = (error: unknown): string | undefined => {
  if (error instanceof StartProblem) return error.message
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC') {
    const { path = '' } = error as { path?: string }
    const reason = code === 'ENOSPC' ? '磁盘已满' : '没有写入权限'
    return `无法写入${path ? ` ${path}` : '数据文件夹'}：${reason}。`
  }
  return undefined
}
