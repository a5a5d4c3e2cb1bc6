package uk.seenheard.api.engine.embedded;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import uk.seenheard.api.engine.embedded.pages.StoreBackup;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.engine.embedded.wire.DoorKey;

/**
 * The command {@code store}: the embedded store as a process of its own, its backups and checks.
 */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the embedded store on loopback, so that several servers can share it.",
      "Point them at it with MONGODB_URI=mongodb://127.0.0.1:PORT and",
      "SEENHEARD_STORE_KEY=DIR/door.p12, which they must be allowed to read."
    },
    subcommands = {StoreCommand.Backup.class, StoreCommand.Restore.class, StoreCommand.Check.class})
public final class StoreCommand implements Callable<Integer> {
  private static final int REFUSED = 1;

  private final Contents contents;

  @Spec private @Nullable CommandSpec spec;

  /**
   * What is looked at in a store whose file is sound: what lies in it, which the store reads not.
   */
  public interface Contents {
    /**
     * Looks at it.
     *
     * @param keys the key file that was named
     * @return what was found to be right, a sentence a line
     * @throws StoreRefused that says what is not, and where
     */
    List<String> check(Path data, Optional<Path> keys);
  }

  /** With what looks at the contents. */
  public StoreCommand(Contents contents) {
    this.contents = contents;
  }

  /** That takes the contents for granted. */
  public StoreCommand() {
    this((data, keys) -> List.of());
  }

  @Option(names = "--data", paramLabel = "DIR", description = "directory of the store")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "27317",
      description = "port on 127.0.0.1, 0 for any (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "only loopback is accepted")
  private String host = "127.0.0.1";

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = requireNonNull(spec);
    Path directory = data;
    if (directory == null) {
      throw new ParameterException(
          command.commandLine(), "Say where the store is: --data DIR (or see --help)");
    }
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (!isLoopback(host)) {
      err.println(
          "The store knows others by a key in its own folder, so it serves loopback only, not "
              + host
              + "; for servers on other machines use a MongoDB replica set (MONGODB_URI)");
      return REFUSED;
    }
    return guarded(err, () -> serve(directory, port, out));
  }

  private static void serve(Path data, int port, PrintWriter out) throws InterruptedException {
    EmbeddedStore store = EmbeddedStore.open(data);
    Path key;
    String uri;
    try {
      key = DoorKey.in(data);
      uri = store.serve(key, port);
    } catch (StoreRefused refused) {
      store.close();
      throw refused;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  store.close();
                  stopped.countDown();
                },
                "store-close"));
    out.println("Servers show the key SEENHEARD_STORE_KEY=" + key + ", or are not answered");
    out.println("The store in " + data + " serves on " + uri);
    out.flush();
    stopped.await();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).equals(InetAddress.getByName("127.0.0.1"))
          || host.equals("localhost");
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static int guarded(PrintWriter err, Work work) throws InterruptedException {
    try {
      work.run();
      return 0;
    } catch (StoreRefused e) {
      err.println(e.getMessage());
      return REFUSED;
    }
  }

  /** Prints each percentage once. */
  private static IntConsumer progress(PrintWriter out) {
    int[] last = {-1};
    return percent -> {
      synchronized (last) {
        if (percent > last[0]) {
          last[0] = percent;
          out.println(percent + " %");
          out.flush();
        }
      }
    };
  }

  /** The command {@code store backup}. */
  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = "Writes a backup of a store, which may be serving.")
  static final class Backup implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the store")
    private Path data = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "must not exist")
    private Path to = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
      var command = requireNonNull(spec).commandLine();
      return guarded(
          command.getErr(), () -> StoreBackup.write(data, to, progress(command.getOut())));
    }
  }

  /** The command {@code store restore}. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = "Puts a backup in the place of a store that is not serving.")
  static final class Restore implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "the backup")
    private Path from = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the store")
    private Path data = Path.of("");

    @Option(names = "--replace", description = "move a store that is there aside")
    private boolean replace;

    @Override
    public Integer call() throws InterruptedException {
      var command = requireNonNull(spec).commandLine();
      return guarded(
          command.getErr(),
          () -> StoreBackup.restore(from, data, replace, progress(command.getOut())));
    }
  }

  /** The command {@code store check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Looks at every page, document, index key and commit of a store that is not serving.")
  static final class Check implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @ParentCommand private @Nullable StoreCommand store;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the store")
    private Path data = Path.of("");

    @Option(
        names = "--keys",
        paramLabel = "FILE",
        description =
            "the server's key file (default: keys.json in the store's directory, or in DIR-keys)")
    private @Nullable Path keys;

    @Override
    public Integer call() throws InterruptedException {
      var command = requireNonNull(spec).commandLine();
      return guarded(
          command.getErr(),
          () -> {
            StoreChecks.everything(data, progress(command.getOut()));
            requireNonNull(store)
                .contents
                .check(data, Optional.ofNullable(keys))
                .forEach(command.getOut()::println);
            command.getOut().println("The store in " + data + " is sound");
          });
    }
  }
}
