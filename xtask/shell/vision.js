// The worker that looks at photos. It takes messages {id, op, …} and answers {id, ok} or {id, error}. Corners come and go as
// shares of width and height; a page is drawn in strips, so that a frame of the camera never waits for a whole page.
import start, { Camera, Photo, duplicate_of } from "{{glue}}";

const ready = start({ module_or_path: "{{wasm}}" });

// More than any sheet needs; a phone's memory is not endless.
const MOST_PIXELS = 16_000_000;
const LEAST_SIDE = 64;
const STRIP_ROWS = 96;
// Of A4, cards and booklets, as the crate `vision` has them; a small frame of a large picture is no small picture.
const LEAST_DPI = [110, 200, 160];
const PREVIEW_SIDE = 1600;

let camera = null;
let photo = null;
let size = [0, 0];

const breathe = () => new Promise((done) => setTimeout(done, 0));

function drawn(bitmap, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(bitmap, 0, 0, width, height);
  return { canvas, pen };
}

async function opened(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const { canvas, pen } = drawn(bitmap, width, height);
  bitmap.close();
  return { canvas, pen, width, height };
}

function pixels(pen, width, height) {
  const { data } = pen.getImageData(0, 0, width, height);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

const WHOLE = [0, 0, 1, 0, 1, 1, 0, 1];

const toPixels = (shares, [width, height]) => Float32Array.from(shares, (share, at) => share * (at % 2 ? height : width));

// Adds which of the pages before is the same one.
function compared(eye, seen, places, earlier) {
  const fingerprint = eye.fingerprint(places);
  if (duplicate_of(fingerprint, earlier) >= 0) seen.faults.push("duplicate");
  return { ...seen, fingerprint: Array.from(fingerprint) };
}

function said(verdict, [width, height]) {
  const answer = {
    corners: Array.from(verdict.corners, (at, place) => at / (place % 2 ? height : width)),
    faults: Array.from(verdict.faults),
    dpi: verdict.dpi,
    advice: verdict.advice,
    progress: verdict.progress,
  };
  verdict.free();
  return answer;
}

const operations = {
  // Begins a new sheet: the shutter forgets the one before.
  begin() {
    camera?.free();
    camera = new Camera();
    return {};
  },

  // A frame of the camera, `scale` times smaller than the camera's picture. `kept` says that no larger one will be taken.
  frame({ bitmap, paper, now, scale, kept }) {
    camera ??= new Camera();
    const { width, height } = bitmap;
    const { pen } = drawn(bitmap, width, height);
    bitmap.close();
    const seen = said(camera.frame(pixels(pen, width, height), width, height, paper, now, false), [width, height]);
    const dpi = seen.dpi * scale;
    const small = kept && dpi > 0 && dpi < (LEAST_DPI[paper] ?? LEAST_DPI[0]);
    seen.faults = seen.faults.filter((fault) => fault !== "blurred" && (fault !== "too_small" || small));
    if (small && (seen.advice === "take" || seen.advice === "hold_still")) seen.advice = "mend";
    return seen;
  },

  // The photo to work on: a picture, or a file that the browser can read.
  async photo({ source, paper }) {
    const { canvas, pen, width, height } = await opened(source);
    photo?.free();
    photo = new Photo(pixels(pen, width, height), width, height);
    size = [width, height];
    const seen = said(photo.look(paper), size);
    const share = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
    const small = drawn(canvas, Math.round(width * share), Math.round(height * share)).canvas;
    const preview = await small.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    return { ...seen, width, height, preview };
  },

  // What is wrong with the sheet within corners, and which of the pages before it is the same one.
  judge({ corners, paper, earlier }) {
    const places = toPixels(corners, size);
    return compared(photo, said(photo.judge(places, paper), size), places, earlier);
  },

  // A chosen file, judged as the sheet in it, or as a scan where none stands out. `convert` asks for it as a JPEG.
  async file({ source, paper, earlier, convert }) {
    const { canvas, pen, width, height } = await opened(source);
    if (Math.min(width, height) < LEAST_SIDE) throw new Error("there is nothing to judge in an icon");
    const eye = new Photo(pixels(pen, width, height), width, height);
    try {
      let seen = said(eye.look(paper), [width, height]);
      if (!seen.corners.length) {
        const judged = said(eye.judge(toPixels(WHOLE, [width, height]), paper), [width, height]);
        seen = { ...judged, corners: WHOLE };
      }
      const judged = compared(eye, seen, toPixels(seen.corners, [width, height]), earlier);
      return { ...judged, jpeg: convert ? await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 }) : null };
    } finally {
      eye.free();
    }
  },

  // The straightened page as a JPEG; `side` bounds its longer side for a look, zero does not.
  async page({ corners, turns, faint, side }) {
    const [width, height] = photo.begin(toPixels(corners, size), turns, faint);
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext("2d");
    for (let row = 0; row < height; row += STRIP_ROWS) {
      const count = Math.min(STRIP_ROWS, height - row);
      const bytes = photo.rows(row, count);
      pen.putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length), width, count), 0, row);
      await breathe();
    }
    const share = side ? Math.min(1, side / Math.max(width, height)) : 1;
    const out = share < 1 ? drawn(canvas, Math.round(width * share), Math.round(height * share)).canvas : canvas;
    const page = await out.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    return { width, height, page };
  },

  // The photo is no longer wanted.
  forget() {
    photo?.free();
    photo = null;
    return {};
  },
};

// One after another: a page that is being drawn must not lose its photo to the next.
let line = Promise.resolve();

async function answer({ id, op, ...rest }) {
  try {
    await ready;
    self.postMessage({ id, ok: await operations[op](rest) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
}

self.onmessage = ({ data }) => {
  line = line.then(() => answer(data));
};
