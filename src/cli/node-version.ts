/** Which Node the command needs: what package.json says in `engines`. Read by every Node there is. */

const needed = [22, 12] as const

/**
 * @param version as `process.versions.node` has it.
 * @returns one line that says what to do; undefined where it is new enough.
 */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined
  return `Node ${needed.join('.')} or later is needed, and this is ${version}: install a newer one, or add it to the project with npm install --save-dev node@24`
}
