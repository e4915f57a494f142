// The camera that looks at the person, the worker that finds their face in its picture, and the voice that tells them what to
// do. What is sent is what is seen: the middle of the picture, three to four.
const ASPECT = 3 / 4;
const LOOK = [240, 320];
const FRAME = [480, 640];
const CARD_SIDE = 2000;
const QUALITIES = [0.8, 0.6, 0.4];
// The worker loads its network first; a look of a loaded one takes a fraction of this.
const PATIENCE_MS = 15000;

let worker = null;
let calls = new Map();
let last = 0;

function named(name) {
  return Object.assign(new Error(name), { name });
}

function end(reason) {
  worker?.terminate();
  worker = null;
  for (const call of calls.values()) call.reject(named(reason));
  calls = new Map();
}

function hire() {
  if (worker) return;
  const address = document.querySelector("meta[name=face-worker]")?.content;
  if (!address || !globalThis.Worker || !globalThis.OffscreenCanvas || !globalThis.createImageBitmap) throw named("NoWorker");
  worker = new Worker(address, { type: "module" });
  worker.onerror = () => end("NoWorker");
  worker.onmessage = ({ data }) => {
    const call = calls.get(data.id);
    calls.delete(data.id);
    if ("error" in data) call?.reject(named("NoWorker"));
    else call?.resolve(data.ok);
  };
}

export function hasCamera() {
  return Boolean(navigator.mediaDevices?.getUserMedia);
}

export async function openCamera(id) {
  const video = document.getElementById(id);
  if (!video || !hasCamera()) throw named("NotFoundError");
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "user" }, width: { ideal: 1280 }, height: { ideal: 960 } },
  });
  const camera = { stream, video, lost: false };
  // Whoever asked may have left the page while the browser asked them.
  if (!video.isConnected) {
    closeCamera(camera);
    throw named("AbortError");
  }
  for (const track of stream.getTracks()) track.addEventListener("ended", () => (camera.lost = true));
  video.srcObject = stream;
  await video.play().catch(() => {});
  return camera;
}

export function closeCamera({ stream, video }) {
  for (const track of stream.getTracks()) track.stop();
  if (video.srcObject === stream) video.srcObject = null;
  end("AbortError");
}

export function isLost({ lost }) {
  return lost;
}

function middle({ videoWidth, videoHeight }) {
  const width = Math.min(videoWidth, videoHeight * ASPECT);
  const height = width / ASPECT;
  return [(videoWidth - width) / 2, (videoHeight - height) / 2, width, height];
}

function isShowing(video) {
  return video.videoWidth > 0 && video.readyState >= 2;
}

// What the picture of this moment lacks; empty until the first one has come.
export async function look({ video }) {
  if (!isShowing(video)) return "";
  hire();
  const [resizeWidth, resizeHeight] = LOOK;
  const bitmap = await createImageBitmap(video, ...middle(video).map(Math.round), { resizeWidth, resizeHeight });
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    if (!worker) {
      reject(named("NoWorker"));
      return;
    }
    const late = setTimeout(() => end("NoWorker"), PATIENCE_MS);
    const settled = (settle) => (value) => {
      clearTimeout(late);
      settle(value);
    };
    calls.set(id, { resolve: settled(resolve), reject: settled(reject) });
    worker.postMessage({ id, bitmap }, [bitmap]);
  });
}

async function base64(blob) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(named("NotReadableError"));
    reader.readAsDataURL(blob);
  });
  return address.slice(address.indexOf(",") + 1);
}

// A JPEG in base64 of at most so many bytes: less fine, where it has to be.
async function packed(canvas, most) {
  for (const quality of QUALITIES) {
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob && blob.size <= most) return base64(blob);
  }
  throw named("NotReadableError");
}

// The picture of this moment, not mirrored; empty until the first one has come.
export async function takeFrame({ video }, most) {
  if (!isShowing(video)) return "";
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = FRAME;
  canvas.getContext("2d").drawImage(video, ...middle(video), 0, 0, ...FRAME);
  return packed(canvas, most);
}

// A chosen photo as a JPEG that the server takes.
export async function readPhoto(bytes, type, most) {
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  const share = Math.min(1, CARD_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(bitmap.width * share), Math.round(bitmap.height * share)];
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return packed(canvas, most);
}

// Milliseconds that never go back.
export function tick() {
  return performance.now();
}

export function canSpeak() {
  return Boolean(globalThis.speechSynthesis && globalThis.SpeechSynthesisUtterance);
}

export function speak(text, language) {
  hush();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = language;
  speechSynthesis.speak(words);
}

export function hush() {
  globalThis.speechSynthesis?.cancel();
}
