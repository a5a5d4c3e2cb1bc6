package uk.seenheard.api.gate;

import static uk.seenheard.api.Officer.set;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;

/**
 * Whoever keeps one incident busy, in a process of their own: one pushes to it, five ask for it,
 * each as fast as they are answered. So what they cost the machine by themselves is known, and can
 * be spent once more without asking the server for anything.
 */
final class CostlyCrowd implements AutoCloseable {
  /** Of those who ask, what one turn takes; of a server that works for them, what one takes. */
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Process process;
  private final BufferedReader said;
  private final Writer told;

  /**
   * Starts them; they do nothing until they are told.
   *
   * @param anew whether the one who pushes answers one question anew, or each time another
   */
  CostlyCrowd(String url, String incident, boolean anew, List<String> before) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CostlyCrowd.class.getName(), url, incident, "" + anew));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    told = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    said.readLine();
  }

  long pid() {
    return process.pid();
  }

  /** They begin. */
  void ask() {
    tell("ask");
  }

  /** They spend so many milliseconds of processor in a second: as who asks, as who answers. */
  void burn(double asking, double answering) {
    tell(String.format(Locale.ROOT, "burn %.1f %.1f", asking, answering));
  }

  /** They stop; what they did, as they say it. */
  String stop() {
    tell("stop");
    try {
      return said.readLine();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void tell(String what) {
    try {
      told.write(what + '\n');
      told.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * Arguments: where the server is, the incident, whether one question is answered anew. Does as it
   * is told, line by line.
   */
  public static void main(String[] arguments) throws Exception {
    Crowd crowd = new Crowd(arguments[0], arguments[1], Boolean.parseBoolean(arguments[2]));
    System.out.println("here");
    BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "ask" -> crowd.ask();
        case "burn" -> crowd.burn(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        default -> System.out.println(crowd.stop());
      }
    }
    System.exit(0);
  }

  private static final class Crowd {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String url;
    private final String incident;
    private final boolean anew;
    private final Officer pusher;
    private final Caller inspector;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean going = new AtomicBoolean();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private long pushes;

    Crowd(String url, String incident, boolean anew) {
      this.url = url;
      this.incident = incident;
      this.anew = anew;
      this.pusher = Officer.onShift(url, "pc1201");
      this.inspector = Caller.signedIn(url, "insp71");
    }

    void ask() {
      List<Runnable> all = new ArrayList<>();
      all.add(this::push);
      for (String path :
          List.of(
              "/v1/incidents/" + incident,
              "/v1/incidents/" + incident + "/history",
              "/v1/incidents/" + incident + "/twins",
              "/v1/sync/incidents/" + incident,
              "/v1/sync/pull")) {
        all.add(() -> ask(path));
      }
      start(all);
    }

    void burn(double asking, double answering) {
      List<Runnable> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(() -> spend(SHORT_NANOS, asking / 6));
      }
      for (int i = 0; i < 2; i++) {
        all.add(() -> spend(LONG_NANOS, answering / 2));
      }
      start(all);
    }

    private void start(List<Runnable> all) {
      going.set(true);
      asked.set(0);
      refused.set(0);
      bytes.set(0);
      all.forEach(one -> threads.add(new Thread(one, "crowd")));
      threads.forEach(Thread::start);
    }

    String stop() throws InterruptedException {
      going.set(false);
      for (Thread one : threads) {
        one.join();
      }
      threads.clear();
      return asked + " " + refused + " " + bytes;
    }

    /** Works for so long, again and again, and rests so that it comes to so much a second. */
    private void spend(long nanos, double millisPerSecond) {
      double share = millisPerSecond / 1_000;
      long began = System.nanoTime();
      long spent = 0;
      while (going.get() && share > 0) {
        long until = THREADS.getCurrentThreadCpuTime() + nanos;
        while (THREADS.getCurrentThreadCpuTime() < until) {
          Thread.onSpinWait();
        }
        spent += nanos;
        long rest = began + (long) (spent / share) - System.nanoTime();
        if (rest > 0) {
          LockSupport.parkNanos(rest);
        }
      }
    }

    private void push() {
      while (going.get()) {
        asked.incrementAndGet();
        pusher.record(incident, set(anew ? "place" : "note" + pushes, "room " + ++pushes));
        int at = pusher.written().size();
        count(pusher.send(pusher.push(at, at)).status());
      }
    }

    /**
     * Reads to the end, and looks at nothing of it: the reader's own work is not what is measured.
     */
    private void ask(String path) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Authorization", "Bearer " + inspector.token())
              .header("Accept-Encoding", "gzip")
              .timeout(Duration.ofMinutes(2))
              .build();
      while (going.get()) {
        try {
          asked.incrementAndGet();
          HttpResponse<Long> answer = client.send(request, told -> new Counted());
          bytes.addAndGet(answer.body());
          count(answer.statusCode());
        } catch (IOException | InterruptedException failed) {
          System.err.println(path + ": " + failed);
        }
      }
    }

    private void count(int status) {
      if (status != 200) {
        refused.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  /** Counts an answer's bytes and keeps none. */
  private static final class Counted implements HttpResponse.BodySubscriber<Long> {
    private final java.util.concurrent.CompletableFuture<Long> done =
        new java.util.concurrent.CompletableFuture<>();
    private long bytes;

    @Override
    public java.util.concurrent.CompletionStage<Long> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<java.nio.ByteBuffer> items) {
      items.forEach(item -> bytes += item.remaining());
    }

    @Override
    public void onError(Throwable failed) {
      done.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
      done.complete(bytes);
    }
  }
}
