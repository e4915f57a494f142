// The worker that looks for a face. It takes messages {id, bitmap} and answers {id, ok}, ok being the hint's code, or
// {id, error}.
import start, { Watcher } from "{{glue}}";

async function file(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const watcher = Promise.all([file("{{model}}"), start({ module_or_path: "{{wasm}}" })]).then(([model]) => new Watcher(model));
// Whoever asks first hears of it.
watcher.catch(() => {});

let canvas = null;

function pixels(bitmap) {
  const { width, height } = bitmap;
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = pen.getImageData(0, 0, width, height);
  return [new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height];
}

self.onmessage = async ({ data: { id, bitmap } }) => {
  try {
    const ready = await watcher;
    self.postMessage({ id, ok: ready.look(...pixels(bitmap)) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
};
