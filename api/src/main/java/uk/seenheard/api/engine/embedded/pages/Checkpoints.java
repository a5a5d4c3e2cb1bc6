package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves committed pages from the write-ahead log to their place in the file, so that the log stays
 * short.
 *
 * <p>Most of the work is done beside the writer (a passive checkpoint never makes anybody wait). It
 * cannot finish under a writer that goes on writing, so when the log has grown past {@link #LIMIT}
 * all the same, the commit thread takes the small rest itself between two groups; the next commit
 * then starts the log from its beginning.
 */
final class Checkpoints implements AutoCloseable {
  /** Tests set it low, so that much is moved in a short time. */
  static final long START = Long.getLong("seenheard.store.checkpointBytes", 16L << 20);

  static final long LIMIT = 4 * START;

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private final Connection connection;
  private final Path file;
  private final FileChannel index;
  private final ByteBuffer frames = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
  private final int frameSize;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean caughtUp;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          r -> {
            Thread t = new Thread(r, "store-checkpoint");
            t.setDaemon(true);
            return t;
          });

  Checkpoints(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    this.file = file;
    try (var s = connection.createStatement();
        var r = s.executeQuery("PRAGMA page_size")) {
      frameSize = r.getInt(1) + 24;
    }
    try {
      index = FileChannel.open(file.resolveSibling(file.getFileName() + "-shm"));
    } catch (IOException e) {
      throw new SQLException("the index of the write-ahead log cannot be read", e);
    }
  }

  /** Called by the commit thread while no transaction is open. */
  void afterCommit() {
    long size = logSize();
    if (size < START) {
      return;
    }
    if (size > LIMIT && caughtUp && running.compareAndSet(false, true)) {
      caughtUp = false;
      try {
        checkpoint("RESTART");
      } finally {
        running.set(false);
      }
    } else if (running.compareAndSet(false, true)) {
      thread.execute(
          () -> {
            try {
              checkpoint("PASSIVE");
              caughtUp = true;
            } finally {
              running.set(false);
            }
          });
    }
  }

  /**
   * Moves everything to its place and empties the log; called by the commit thread while no
   * transaction is open. False when somebody was still reading from the log.
   */
  boolean truncate() {
    try (var s = connection.createStatement()) {
      s.execute("PRAGMA busy_timeout=2000");
      try (var r = s.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        return r.next() && r.getInt(1) == 0;
      }
    } catch (SQLException e) {
      log.warn("The store's log could not be emptied: {}", e.getMessage());
      return false;
    }
  }

  private void checkpoint(String mode) {
    try (var s = connection.createStatement()) {
      s.execute("PRAGMA busy_timeout=" + (mode.equals("PASSIVE") ? 0 : 200));
      s.execute("PRAGMA wal_checkpoint(" + mode + ")");
    } catch (SQLException e) {
      // Nothing is lost: the pages stay in the log, the next commit tries again.
      log.warn("The store's log could not be moved into its file: {}", e.getMessage());
    }
  }

  /**
   * Bytes of the log in use, which is not the size of its file: a log that starts over leaves its
   * file as long as it was. The number of frames stands at byte 16 of the log's index
   * (https://sqlite.org/walformat.html).
   */
  long logSize() {
    try {
      frames.clear();
      if (index.read(frames, 16) < 4) {
        return 0;
      }
      return (frames.getInt(0) & 0xffffffffL) * frameSize;
    } catch (IOException e) {
      log.warn("The index of the store's log could not be read: {}", e.getMessage());
      return LIMIT;
    }
  }

  long fileSize() {
    return size(file) + size(file.resolveSibling(file.getFileName() + "-wal"));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // not there yet
    }
  }

  /** No more checkpoints from here on. */
  void stop() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(60, TimeUnit.SECONDS)) {
        log.warn("The store's checkpoint did not end within 60 s; the next start continues it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** To be closed last: closing the index's channel gives SQLite's own locks on that file free. */
  @Override
  public void close() {
    stop();
    try {
      connection.close();
      index.close();
    } catch (IOException e) {
      log.warn("The index of the store's log did not close: {}", e.getMessage());
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }
}
