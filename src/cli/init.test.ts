import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { expectRefusal, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

const read = (name: string): Promise<string> => readFile(path(name), 'utf8')

describe('partyline init', () => {
  it('writes a configuration, a module and a workflow, and says what to do next', async () => {
    const { status, stdout, stderr } = await partyline('init', '--ci', 'github')
    expect(await files()).toEqual([
      '.github/workflows/partyline.yml',
      '.gitignore',
      'adapter.ts',
      'partyline.config.ts',
    ])
    expect(await read('partyline.config.ts')).toContain("  adapter: './adapter.ts',\n")
    expect(await read('adapter.ts')).toContain('npx partyline fuzz --adapter adapter.ts\n')
    expect(await read('.gitignore')).toBe('node_modules/\nreports/*\n!reports/corpus/\n')
    expect(stdout).toMatch(/^Written:\n {2}partyline\.config\.ts +the configuration\n/)
    const commands = [...stdout.matchAll(/^ {7}(.*)$/gm)].map(([, command]) => command)
    expect(commands).toEqual([
      'npm install --save-dev partyline',
      'npx partyline doctor',
      'npx partyline fuzz',
    ])
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('writes a bridge in Python, which conforms, and GitLab takes its job in', async () => {
    await partyline('init', '--adapter', 'exec', '--ci', 'gitlab')
    expect(await files()).toEqual([
      '.gitignore',
      '.gitlab-ci.yml',
      'bridge.py',
      'partyline.config.ts',
      'partyline.gitlab-ci.yml',
    ])
    expect(await read('bridge.py')).not.toContain('docs/')
    expect(await read('.gitlab-ci.yml')).toBe('include:\n  - local: partyline.gitlab-ci.yml\n')
    expect(await read('partyline.config.ts')).toContain("  adapter: 'exec:python3 bridge.py',\n")
  })

  it('goes by what is in the directory', async () => {
    await writeFile(path('Jenkinsfile'), 'pipeline {}')
    await mkdir(path('node_modules', 'partyline'), { recursive: true })
    await writeFile(path('node_modules', 'partyline', 'index.js'), '')
    const { stdout } = await partyline('init')
    expect(await files()).toContain('Jenkinsfile.partyline')
    expect(await read('Jenkinsfile')).toBe('pipeline {}')
    expect(stdout).not.toContain('npm install')
  })

  it('writes no workflow where there is no CI, and says so', async () => {
    const { stdout } = await partyline('init')
    expect(await files()).toEqual(['.gitignore', 'adapter.ts', 'partyline.config.ts'])
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('No workflow was written, as no CI was')
  })

  it('leaves what exists as it is', async () => {
    await writeFile(path('partyline.config.mjs'), 'mine')
    await symlink('nowhere', path('adapter.ts'))
    await writeFile(path('.gitignore'), 'node_modules/\r\n*.log\r\n')
    const { status, stdout } = await partyline('init', '--ci', 'none')
    expect(await read('partyline.config.mjs')).toBe('mine')
    expect(await files()).toEqual(['.gitignore', 'partyline.config.mjs'])
    expect(stdout).toContain(
      [
        'Left as it is, because it exists:',
        '  partyline.config.mjs',
        '  adapter.ts',
        '  .gitignore, to which you may add:',
        '      reports/*',
        '      !reports/corpus/',
        '',
      ].join('\n'),
    )
    expect(status).toBe(0)
  })

  it('has nothing to write a second time', async () => {
    await partyline('init', '--ci', 'gitlab')
    const before = await files()
    const { stdout, status } = await partyline('init', '--ci', 'gitlab')
    expect(stdout).toMatch(/^Nothing was written: all of it exists\.\n/)
    expect(stdout).not.toContain('you may add')
    expect(await files()).toEqual(before)
    expect(status).toBe(0)
  })

  it('says what it cannot write', async () => {
    await writeFile(path('.github'), 'a file')
    expectRefusal(await partyline('init'), '.github/workflows/partyline.yml cannot be written (')
  })

  it.each([
    [['--adapter', 'embedded'], "'embedded' is invalid. Allowed choices are module, exec."],
    [['--ci', 'travis'], "'travis' is invalid. Allowed choices are github, gitlab, jenkins, none."],
  ])('refuses %j', async (args, complaint) => {
    expectRefusal(await partyline('init', ...args), complaint)
    expect(await files()).toEqual([])
  })
})
