package uk.seenheard.api.bench;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import uk.seenheard.api.Caller;

/** A supervisor's live page: listens to the log's position, and says when it reached one. */
final class LiveListener implements AutoCloseable {
  private final Response response;
  private long reached;

  LiveListener(String url, String person) throws IOException {
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
    response =
        client
            .newCall(
                new Request.Builder()
                    .url(url + "/v1/sync/live")
                    .header("Authorization", "Bearer " + Caller.signedIn(url, person).token())
                    .build())
            .execute();
    if (!response.isSuccessful()) {
      throw new IOException("listening was answered " + response.code());
    }
    Thread thread = new Thread(this::listen, "live-listener");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    BufferedSource source = response.body().source();
    try {
      for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
        if (line.startsWith("id: ")) {
          reach(Long.parseLong(line.substring(4)));
        }
      }
    } catch (IOException closed) {
      // The measurement is over.
    }
  }

  private synchronized void reach(long n) {
    reached = Math.max(reached, n);
    notifyAll();
  }

  /** Waits until a position is announced; the moment it was. */
  synchronized long await(long n) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (reached < n) {
      wait(100);
      if (System.nanoTime() > end) {
        throw new IllegalStateException("position " + n + " was not announced within 20 s");
      }
    }
    return System.nanoTime();
  }

  @Override
  public void close() {
    response.close();
  }
}
