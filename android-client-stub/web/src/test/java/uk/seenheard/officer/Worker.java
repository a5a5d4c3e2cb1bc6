package uk.seenheard.officer;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A worker of a real browser that does what is asked of the shipped functions, call by call. */
public final class Worker {
  private static final String ASK =
      "message => new Promise((resolve, reject) => {"
          + " window.worker ??= new Worker('/contract-worker.js', {type: 'module'});"
          + " window.worker.onmessage = ({data}) =>"
          + "   'error' in data ? reject(new Error(data.error)) : resolve(data.value);"
          + " window.worker.onerror = event => reject(new Error(event.message));"
          + " window.worker.postMessage(message); })";

  private final Chromium chromium;

  /** Of that browser. */
  public Worker(Chromium chromium) {
    this.chromium = chromium;
  }

  /** What came of a deed; bytes go and come as bytes. */
  public synchronized Object ask(String deed, String name, Object... arguments) {
    List<Object> message = new ArrayList<>(List.of(deed, name));
    for (Object one : arguments) {
      message.add(
          one instanceof byte[] bytes
              ? Map.of("bytes", Base64.getEncoder().encodeToString(bytes))
              : one);
    }
    return read(chromium.evaluate(ASK, message));
  }

  /** Ends the worker, as the end of its tab does. */
  public void end() {
    chromium.evaluate("() => { window.worker?.terminate(); delete window.worker; }", null);
  }

  private static Object read(Object answer) {
    return answer instanceof Map<?, ?> map
        ? Base64.getDecoder().decode((String) map.get("bytes"))
        : answer;
  }
}
