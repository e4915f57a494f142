// A camera that is a canvas: it plays what the page asks for, and rests else. `order` turns what is asked into what is done.
if (!window.fakeFace) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [480, 640];
  const context = canvas.getContext("2d");
  const clips = {};
  const fake = { role: null, order: {}, asked: null, at: 0, waits: 0 };
  // After a step is said it takes a moment to begin.
  const HEAR = 3;
  fake.load = async (role, name, pictures) => {
    const open = (base64) => fetch(`data:image/jpeg;base64,${base64}`).then((answer) => answer.blob()).then(createImageBitmap);
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
    context.drawImage(clip[fake.at % clip.length], 0, 0);
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
