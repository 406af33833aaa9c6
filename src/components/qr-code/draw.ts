/** Draws a QR code's modules as an SVG address: one path, no canvas, sharp at any size. */

/** Light modules around the code, which readers need. */
const quietModules = 4

/**
 * @param matrix dark modules, row by row
 * @returns a data address for an image
 */
export function drawQrCode(matrix: readonly (readonly boolean[])[]): string {
  const edge = matrix.length + quietModules * 2
  let path = ''
  matrix.forEach((row, y) => {
    let start = -1
    for (let x = 0; x <= row.length; x++) {
      if (row[x] && start < 0) start = x
      if (!row[x] && start >= 0) {
        path += `M${start + quietModules} ${y + quietModules}h${x - start}v1h${start - x}z`
        start = -1
      }
    }
  })
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${edge} ${edge}" shape-rendering="crispEdges">` +
    `<rect width="${edge}" height="${edge}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
