package uk.seenheard.officer.door;

import com.microsoft.playwright.Page;

/**
 * The worker of a page on a slow phone: while it is busy whatever the page sends waits before it,
 * in the order in which it was sent.
 */
final class BusyWorker {
  private static final String BEGINS =
      "() => { const send = Worker.prototype.postMessage; const held = []; const put = ([to, data])"
          + " => send.call(to, data); window.busyWorker = { is: false, refuses: [], waits(command)"
          + " { return held.some(([, data]) => data.command === command); }, does(command) { const"
          + " last = held.findIndex(([, data]) => data.command === command); held.splice(0, last +"
          + " 1).forEach(put); }, free() { this.is = false; held.splice(0).forEach(put); } };"
          + " Worker.prototype.postMessage = function (data) { const said ="
          + " busyWorker.refuses.includes(data.command) ? { ...data, given: {} } : data; if"
          + " (busyWorker.is) { held.push([this, said]); } else { send.call(this, said); } }; }";

  private final Page page;

  BusyWorker(Page page) {
    this.page = page;
    page.evaluate(BEGINS);
  }

  /** From now on nothing reaches it. */
  void busy() {
    page.evaluate("() => { busyWorker.is = true; }");
  }

  /** It has done what it was busy with, and does what waits. */
  void free() {
    page.evaluate("() => busyWorker.free()");
  }

  /** It does what waits up to that. */
  void does(String command) {
    waitsFor(command);
    page.evaluate("command => busyWorker.does(command)", command);
  }

  /** Until that stands before it. */
  void waitsFor(String command) {
    page.waitForFunction("command => busyWorker.waits(command)", command);
  }

  /** Refuses these from now on, and nothing else. */
  void refuses(String... commands) {
    page.evaluate("commands => { busyWorker.refuses = commands; }", commands);
  }
}
