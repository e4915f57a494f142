// The camera of the page, and the worker that looks at what it sees: the little that no other language can do here. What is
// heavy happens in the worker; this side only hands pictures over.
const FRAME_SIDE = 960;
const SHOT_PATIENCE_MS = 4000;

let worker;
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

function hired() {
  if (worker !== undefined) return worker;
  worker = null;
  const address = document.querySelector("meta[name=vision-worker]")?.content;
  if (!address || !globalThis.Worker || !globalThis.OffscreenCanvas || !globalThis.createImageBitmap) return null;
  try {
    worker = new Worker(address, { type: "module" });
    worker.onerror = () => end("NoWorker");
    worker.onmessage = ({ data }) => {
      const call = calls.get(data.id);
      calls.delete(data.id);
      if ("error" in data) call?.reject(new Error(data.error));
      else call?.resolve(data.ok);
    };
  } catch {
    worker = null;
  }
  return worker;
}

function ask(op, message, transfer = []) {
  const to = hired();
  if (!to) return Promise.reject(named("NoWorker"));
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    calls.set(id, { resolve, reject });
    to.postMessage({ id, op, ...message }, transfer);
  });
}

export function hasWorker() {
  return Boolean(hired());
}

export function hasCamera() {
  return Boolean(navigator.mediaDevices?.getUserMedia);
}

export async function openCamera(id) {
  const video = document.getElementById(id);
  if (!video || !hasCamera()) throw named("NotFoundError");
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: 3840 }, height: { ideal: 2160 } },
  });
  const camera = { stream, video, track: stream.getVideoTracks()[0] };
  // Whoever asked may have left the page while the browser asked them.
  if (!video.isConnected) {
    closeCamera(camera);
    throw named("AbortError");
  }
  video.srcObject = stream;
  await video.play().catch(() => {});
  return camera;
}

export function closeCamera({ stream, video }) {
  for (const track of stream.getTracks()) track.stop();
  if (video.srcObject === stream) video.srcObject = null;
}

export function hasTorch({ track }) {
  return Boolean(track.getCapabilities?.().torch);
}

export async function setTorch({ track }, on) {
  await track.applyConstraints({ advanced: [{ torch: on }] });
}

// One frame, looked at. Empty until the first picture has come.
export async function lookThrough({ video, track }, paper) {
  const [width, height] = [video.videoWidth, video.videoHeight];
  if (!width || video.readyState < 2) return "";
  const began = performance.now();
  const share = Math.min(1, FRAME_SIDE / Math.max(width, height));
  const [resizeWidth, resizeHeight] = [Math.round(width * share), Math.round(height * share)];
  const bitmap = await createImageBitmap(video, { resizeWidth, resizeHeight });
  const kept = !canTakePhotos(track);
  const seen = await ask("frame", { bitmap, paper, now: began, scale: 1 / share, kept }, [bitmap]);
  return JSON.stringify({ ...seen, ms: performance.now() - began, aspect: width / height });
}

export async function beginSheet() {
  await ask("begin", {});
}

function canTakePhotos(track) {
  return Boolean(globalThis.ImageCapture) && track.readyState === "live";
}

// The best picture that the camera gives: its own photo, else the frame of this moment.
export async function shoot({ video, track }) {
  if (canTakePhotos(track)) {
    const late = new Promise((_, fail) => setTimeout(() => fail(named("TimeoutError")), SHOT_PATIENCE_MS));
    try {
      const photo = await Promise.race([new ImageCapture(track).takePhoto(), late]);
      const side = await createImageBitmap(photo);
      const better = side.width * side.height >= video.videoWidth * video.videoHeight;
      side.close();
      if (better) return photo;
    } catch {
      // Some cameras promise photos and give none.
    }
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext("2d").drawImage(video, 0, 0);
  const frame = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
  if (!frame) throw named("NotReadableError");
  return frame;
}

export async function lookAt(source, paper) {
  const { preview, ...seen } = await ask("photo", { source, paper });
  return JSON.stringify({ ...seen, preview: URL.createObjectURL(preview) });
}

export async function judge(corners, paper, earlier) {
  return JSON.stringify(await ask("judge", { corners: Array.from(corners), paper, earlier }));
}

// A chosen file: what is wrong with it in JSON, and its bytes as a JPEG where that was asked for.
export async function lookAtFile(bytes, type, paper, earlier, convert) {
  const { jpeg, ...seen } = await ask("file", { source: new Blob([bytes], { type }), paper, earlier, convert });
  return [JSON.stringify(seen), jpeg ? await bytesOf(jpeg) : null];
}

async function page(corners, turns, faint, side) {
  return (await ask("page", { corners: Array.from(corners), turns, faint, side })).page;
}

export async function pageBytes(corners, turns, faint) {
  return bytesOf(await page(corners, turns, faint, 0));
}

export async function pageAddress(corners, turns, faint, side) {
  return URL.createObjectURL(await page(corners, turns, faint, side));
}

export async function bytesOf(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

export function addressOf(blob) {
  return URL.createObjectURL(blob);
}

export function release(address) {
  URL.revokeObjectURL(address);
}


// The files of the next paste into an element: an array of [name, type, bytes].
export function pasted(id) {
  const element = document.getElementById(id);
  return new Promise((done) => {
    const take = async (event) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (!files.length) return;
      event.preventDefault();
      element.removeEventListener("paste", take);
      done(await Promise.all(files.map(async (file) => [file.name, file.type, await bytesOf(file)])));
    };
    element?.addEventListener("paste", take);
  });
}
