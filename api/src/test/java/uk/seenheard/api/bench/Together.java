package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Many at once, timed from the first to the last. */
final class Together {
  private Together() {}

  /** Runs all of them side by side; the seconds until the last has ended. */
  static double seconds(List<? extends Callable<?>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      long started = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> one : work) {
        running.add(threads.submit(one));
      }
      for (Future<?> one : running) {
        one.get();
      }
      return (System.nanoTime() - started) / 1e9;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    } finally {
      threads.shutdownNow();
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        System.out.println("    somebody goes on after they were told to stop");
      }
    }
  }

  /** A client that keeps a connection for each of so many. */
  static OkHttpClient client(int connections) {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(connections, 5, TimeUnit.MINUTES))
        .readTimeout(java.time.Duration.ofSeconds(60))
        .build();
  }
}
