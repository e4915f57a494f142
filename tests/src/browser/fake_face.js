// A camera that is a canvas: it plays what the page asks for, and rests else. `order` turns what is asked into what is done.
if (!window.fakeFace) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [480, 640];
  const context = canvas.getContext("2d");
  // A sensor's noise: no two pictures of a camera are alike, and those that are were replayed.
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const noise = document.createElement("canvas");
  [noise.width, noise.height] = [640, 800];
  const grain = new ImageData(noise.width, noise.height);
  for (let at = 0; at < grain.data.length; at += 4) {
    for (let part = 0; part < 3; part += 1) grain.data[at + part] = random() * 256;
    grain.data[at + 3] = 255;
  }
  noise.getContext("2d").putImageData(grain, 0, 0);
  const clips = {};
  const fake = { role: null, order: {}, asked: null, at: 0, waits: 0 };
  // After a step is said it takes a moment to begin.
  const HEAR = 3;
  fake.load = async (role, name, pictures) => {
    const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const open = (base64) => createImageBitmap(new Blob([bytes(base64)], { type: "image/jpeg" }));
    clips[role] ??= {};
    clips[role][name] = await Promise.all(pictures.map(open));
  };
  fake.play = (role) => {
    fake.role = role;
    return role;
  };
  fake.draw = () => {
    const of = clips[fake.role];
    if (!of) return;
    const asked = document.querySelector("[data-testid=face-step]")?.dataset.step ?? "rest";
    if (asked !== fake.asked) [fake.asked, fake.at, fake.waits] = [asked, 0, HEAR];
    const action = of[fake.order[asked] ?? asked];
    const acting = asked !== "rest" && action && fake.waits <= 0 && fake.at < action.length;
    fake.waits -= 1;
    const clip = acting ? action : of.rest;
    context.globalAlpha = 1;
    context.drawImage(clip[fake.at % clip.length], 0, 0);
    context.globalAlpha = 0.03;
    context.drawImage(noise, Math.round(-160 * random()), Math.round(-160 * random()));
    fake.at += 1;
    if (fake.waits === 0) fake.at = 0;
  };
  setInterval(fake.draw, 130);
  const devices = navigator.mediaDevices;
  devices.getUserMedia = async () => {
    fake.draw();
    return canvas.captureStream(15);
  };
  window.fakeFace = fake;
}
return true;
