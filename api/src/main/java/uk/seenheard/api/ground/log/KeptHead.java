package uk.seenheard.api.ground.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.sync.change.Hash;

/**
 * The log's last commit as the key folder remembers it: an old copy of the data folder is sound in
 * itself, and only something that was not copied with it can tell.
 *
 * <p>Written at most once a second, after the commit is durable, so it may lag behind the log and
 * never leads it.
 */
public final class KeptHead {
  private static final Logger LOG = LoggerFactory.getLogger(KeptHead.class);
  private static final long EVERY_MILLIS = 1_000;
  private static final String FIRST_LINE = "seenheard log head 1";

  private final Path file;
  private boolean warned;
  private volatile long written;

  private KeptHead(Path file) {
    this.file = file;
  }

  /** The head of a force's log, beside a key file. */
  public static KeptHead beside(Path keys, String feed) {
    return new KeptHead(keys.toAbsolutePath().resolveSibling("log-head-" + feed + ".txt"));
  }

  /** Where it is kept. */
  public Path file() {
    return file;
  }

  /**
   * What it says, or empty when there is none.
   *
   * @throws LogRefused when there is one that cannot be read
   */
  public Optional<LogPosition> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() == 3 && lines.get(0).equals(FIRST_LINE)) {
        return Optional.of(new LogPosition(Long.parseLong(lines.get(1)), new Hash(lines.get(2))));
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // Said below, for all of them.
    }
    throw new LogRefused(
        "The file that remembers the log's last commit, "
            + file
            + ", cannot be read. See that it is this server's and readable; if it is broken for"
            + " good, remove it: then an old copy of the data folder is not noticed at this"
            + " start.");
  }

  /** Writes it down, unless it is there already; a folder that cannot be written is said once. */
  public synchronized void keep(LogPosition position) {
    if (position.n() == written) {
      return;
    }
    try {
      write(position);
      written = position.n();
    } catch (IOException failed) {
      if (!warned) {
        warned = true;
        LOG.warn(
            "the log's last commit cannot be kept in {}: an old copy of the data folder will not be"
                + " noticed at the start",
            file,
            failed);
      }
    }
  }

  private void write(LogPosition position) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("the key file has no folder");
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path draft = Files.createTempFile(folder, ".log-head", ".new", owner);
    try {
      String text = FIRST_LINE + "\n" + position.n() + "\n" + position.commit().hex() + "\n";
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Writes down from now on where the log stands. */
  public void follow(Vertx vertx, Supplier<Optional<LogPosition>> standing) {
    vertx.setPeriodic(EVERY_MILLIS, timer -> look(vertx, standing));
  }

  /** Writes down where the log stands now. */
  public Future<Void> look(Vertx vertx, Supplier<Optional<LogPosition>> standing) {
    Optional<LogPosition> now = standing.get().filter(position -> position.n() != written);
    return now.isEmpty()
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              keep(now.get());
              return null;
            });
  }
}
