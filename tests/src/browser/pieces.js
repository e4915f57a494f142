// Before the app: notes each piece of an upload that leaves, and holds back those from an offset on for as long as the journey
// wants. In the store that all tabs of the browser share, so that a reload or another tab changes nothing.
{
  const send = window.fetch;
  const pause = () => new Promise((done) => setTimeout(done, 20));
  window.fetch = async (request, options) => {
    const from = request instanceof Request && request.method === "PATCH" ? request.headers.get("Upload-Offset") : null;
    if (from === null) return send.call(window, request, options);
    const upload = request.url.split("/").pop();
    while (localStorage["journey.hold"] !== undefined && Number(from) >= Number(localStorage["journey.hold"])) {
      request.signal.throwIfAborted();
      localStorage["journey.held"] = JSON.stringify([upload, Number(from)]);
      await pause();
    }
    const left = JSON.parse(localStorage["journey.left"] ?? "[]");
    localStorage["journey.left"] = JSON.stringify([...left, [upload, Number(from)]]);
    return send.call(window, request, options);
  };
}
