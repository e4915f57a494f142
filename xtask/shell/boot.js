// Starts the app. A file of its own, because the server's content policy refuses scripts inside the page.
const main = document.getElementById("main");
const shell = document.getElementById("boot");
const retry = document.getElementById("boot-retry");
const { app, wasm } = document.getElementById("boot-script").dataset;

// The texts stand in the page, in both languages.
function fail(reason, error) {
  console.error(error);
  shell.dataset.state = reason;
  document.getElementById(`boot-${reason}`).hidden = false;
  retry.hidden = false;
  retry.focus();
}

retry.addEventListener("click", () => location.reload());

// The style hides the shell as soon as the app has drawn something; then it can go for good.
new MutationObserver((_, observer) => {
  observer.disconnect();
  shell.remove();
}).observe(main, { childList: true });

if (typeof WebAssembly !== "object") {
  fail("unsupported", new Error("WebAssembly is missing"));
} else {
  // No await at the top level: engines that know WebAssembly but not that would show nothing at all.
  import(app)
    .then(({ default: init }) => {
      // The parts that are loaded later join what the first one has.
      globalThis.appExports = init({ module_or_path: wasm });
      return globalThis.appExports;
    })
    .catch((error) => {
      // An old engine refuses the code itself; anything else is the network or a server that was just updated.
      const unsupported = error instanceof WebAssembly.CompileError || error instanceof SyntaxError;
      fail(unsupported ? "unsupported" : "unreachable", error);
    });
}
