/** What `--queue` needs, and only that: packages that a user need not have. */
import { UsageError } from './exit-status.ts'

/** @throws UsageError where they are not installed. */
export async function withQueuePackages<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    if (!missing || !/'(bullmq|ioredis)'/.test(String(error))) throw error
    throw new UsageError('--queue needs two more packages: npm install bullmq ioredis')
  }
}
