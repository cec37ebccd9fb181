/** The colours of all that is drawn, by what they are for; dark where the reader asks for dark. */

const light = `
  color-scheme: light dark;
  --ground: #f6f5f2;
  --paper: #ffffff;
  --ink: #1c2230;
  --quiet: #5a6373;
  --line: #c6ccd6;
  --hair: #e4e6eb;
  --accent: #2554a3;
  --good: #1d7344;
  --wrong: #b0261c;
  --wrong-soft: #fcefed;
  --late: #8a5a00;
  --late-soft: #fdf4e1;`

const dark = `
    --ground: #101319;
    --paper: #181c24;
    --ink: #e5e8ee;
    --quiet: #9ba5b6;
    --line: #444c5c;
    --hair: #2a303c;
    --accent: #8fb6ff;
    --good: #74d39c;
    --wrong: #ff9389;
    --wrong-soft: #33201f;
    --late: #f0c36a;
    --late-soft: #2f2817;`

/** Custom properties for `selector` and what is inside of it. */
export function palette(selector: string): string {
  return `${selector} {${light}
}
@media screen and (prefers-color-scheme: dark) {
  ${selector} {${dark}
  }
}`
}
