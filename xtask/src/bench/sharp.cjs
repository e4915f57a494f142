// The same work by sharp: upright, long side 2560, JPEG of quality 82, a small picture of 320, no metadata.
// `node sharp.cjs FILE ROUNDS` prints processor time and time by the clock of each round, in microseconds.
const { readFileSync } = require("node:fs");
const sharp = require("sharp");

// Nothing is remembered from one round to the next.
sharp.cache(false);

const [path, rounds] = process.argv.slice(2);
const file = readFileSync(path);

async function smaller(side) {
  const options = { width: side, height: side, fit: "inside", withoutEnlargement: true };
  return sharp(file).autoOrient().resize(options).jpeg({ quality: 82 }).toBuffer();
}

async function prepare() {
  await smaller(2560);
  await smaller(320);
}

(async () => {
  await prepare();
  for (let round = 0; round < Number(rounds); round += 1) {
    const processor = process.cpuUsage();
    const clock = process.hrtime.bigint();
    await prepare();
    const { user, system } = process.cpuUsage(processor);
    console.log(`${Math.round(user + system)} ${(process.hrtime.bigint() - clock) / 1000n}`);
  }
})();
