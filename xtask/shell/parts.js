// Loads the parts of the app that lie apart from the first page. The bundle adds a line for each part.
const PAUSES = [0, 1000, 3000, 10000];

const pause = (time) => new Promise((done) => setTimeout(done, time));

// A network that is away may come back: it goes on asking. A server that no longer has the part has a newer app, which
// only a new page can fetch.
async function download(url) {
  for (let round = 0; ; round += 1) {
    await pause(PAUSES[Math.min(round, PAUSES.length - 1)]);
    try {
      const response = await fetch(url);
      if (response.ok) return await response.arrayBuffer();
      if (response.status < 500) throw new Error(`${url}: ${response.status}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
}

// What the app calls: brings the part into the app's own memory and tables, then calls back whether it is there.
function part(url) {
  return async (callback, data) => {
    let loaded = true;
    try {
      const bytes = await download(url);
      await WebAssembly.instantiate(bytes, { __wasm_split: { ...(await globalThis.appExports) } });
    } catch (error) {
      console.error(error);
      loaded = false;
    }
    (await globalThis.appExports).__indirect_function_table.get(callback)(data, loaded);
  };
}
