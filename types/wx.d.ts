/** The few WeChat calls that Taro has no typed door for. */
declare const wx: {
  getUserCryptoManager(): {
    getRandomValues(options: {
      length: number
      success: (result: { randomValues: ArrayBuffer }) => void
      fail?: (error: unknown) => void
    }): void
  }
}
