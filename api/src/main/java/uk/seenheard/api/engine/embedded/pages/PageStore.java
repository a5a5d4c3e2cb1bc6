package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * The file of the store, owned by this process alone: one connection that writes, several that
 * read.
 *
 * <p>SQLite serves as a plain ordered page store: a write-ahead log that is fsynced at each commit,
 * readers that see committed snapshots only. Which of the two a thread works with is bound to the
 * thread ({@link #pages()}), because the query engine above has no place to hand it through.
 */
public final class PageStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PageStore.class);

  public static final String FILE = "store.db";

  /** "SnHd": tells our file from any other SQLite file. */
  static final int APPLICATION = 0x536e4864;

  static final int FORMAT = 1;
  public static final int READERS = 4;
  private static final int PAGE_SIZE = Integer.getInteger("seenheard.store.pageSize", 8192);

  private final Path directory;
  private final StoreLock lock;
  private final Pages writer;
  private final List<Pages> readers = new ArrayList<>();
  private final BlockingQueue<Pages> idle = new ArrayBlockingQueue<>(READERS);
  private final ThreadLocal<@Nullable Pages> bound = new ThreadLocal<>();
  private final Checkpoints checkpoints;
  private final Tallies tallies = new Tallies();
  private final Scans scans;
  private long undone;
  private boolean schemaTouched;
  private @Nullable CompletableFuture<Boolean> purge;

  private PageStore(Path directory, StoreLock lock, Scans scans) throws SQLException {
    this.directory = directory;
    this.lock = lock;
    this.scans = scans;
    Path file = directory.resolve(FILE);
    narrow(file);
    lookAtLog(file);
    createFile(file);
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      Connection write = connect(file, 32);
      opened.add(write);
      prepareFile(write, file);
      write.setAutoCommit(false);
      writer = new Pages(write);
      for (int i = 0; i < READERS; i++) {
        Connection read = connect(file, 8);
        opened.add(read);
        read.setAutoCommit(false);
        readers.add(new Pages(read));
      }
      idle.addAll(readers);
      checkpoints = new Checkpoints(connect(file, 2), file);
    } catch (SQLException | RuntimeException e) {
      for (AutoCloseable c : opened) {
        try {
          c.close();
        } catch (Exception suppressed) {
          e.addSuppressed(suppressed);
        }
      }
      throw e;
    }
  }

  public static PageStore open(Path directory, Scans scans) {
    StoreLock lock = StoreLock.take(directory);
    try {
      NativePart.load();
      return new PageStore(directory, lock, scans);
    } catch (SQLException | RuntimeException e) {
      lock.close();
      throw refusal(directory, e);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
      lock.close();
      throw new StoreRefused(
          "SQLite's native part could not be loaded from the temporary directory "
              + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
              + "; it may be mounted noexec: start with -Dorg.sqlite.tmpdir=DIRECTORY where files"
              + " may be executed",
          e);
    }
  }

  /** SQLite gives its journal and the journal's index the permissions of the file. */
  private static void narrow(Path file) {
    try {
      for (String suffix : List.of("", "-wal", "-shm")) {
        OwnerOnly.fileIfThere(file.resolveSibling(file.getFileName() + suffix));
      }
    } catch (IOException e) {
      throw new StoreRefused(
          "Who may open the store's file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The size of a page can be chosen only while a file is empty and not yet in WAL mode. */
  private static void createFile(Path file) throws SQLException {
    if (!Files.exists(file)) {
      try {
        OwnerOnly.file(file);
      } catch (IOException e) {
        throw new SQLException("the store's file " + file + " cannot be made", e);
      }
      try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
          Statement s = c.createStatement()) {
        s.execute("PRAGMA page_size=" + PAGE_SIZE);
        s.execute("PRAGMA journal_mode=WAL");
      }
    }
  }

  /** Before SQLite opens the file: it would cut the log at the first bad frame and say nothing. */
  private static void lookAtLog(Path file) {
    Path wal = file.resolveSibling(file.getFileName() + "-wal");
    try {
      LogTail tail = LogTail.of(wal);
      if (tail.damagedAt() >= 0) {
        throw FileCheck.damaged(
            "the log " + wal + " at byte " + tail.damagedAt() + ", before commits that are intact");
      }
      if (tail.cutBytes() > 0) {
        log.warn(
            "The store was not closed properly: {} bytes at the end of {} belong to no finished"
                + " commit and are cut; nobody was told that they were kept",
            tail.cutBytes(),
            wal);
      }
    } catch (IOException e) {
      throw new StoreRefused(
          "The store's log " + wal + " cannot be read (" + e.getMessage() + "); look at the device",
          e);
    }
  }

  public static RuntimeException refusal(Path directory, Exception e) {
    if (e instanceof StoreRefused refused) {
      return refused;
    }
    Throwable cause = e instanceof StoreFailure && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof SQLiteException s) {
      return new StoreRefused(
          "The store's file "
              + directory.resolve(FILE)
              + " cannot be opened ("
              + s.getResultCode()
              + "): it is damaged or not readable; keep a copy of it, then restore a backup into"
              + " this directory (`store restore`)",
          e);
    }
    if (cause instanceof SQLException && String.valueOf(cause.getMessage()).contains("native")) {
      return new StoreRefused(
          "SQLite's native part could not be loaded from the temporary directory; it may be"
              + " mounted noexec: start with -Dorg.sqlite.tmpdir=DIRECTORY where files may be"
              + " executed",
          e);
    }
    return new StoreRefused(
        "The store in " + directory + " cannot be opened: " + e.getMessage(), e);
  }

  /** A connection of its own for who reads much, like a check. */
  public Connection connect() throws SQLException {
    return connect(directory.resolve(FILE), 2);
  }

  private static Connection connect(Path file, int cacheMegabytes) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    // What is replaced or deleted is overwritten where it lay, pages that become free too, so that
    // an erased key and its words are gone.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setCacheSize(-1024 * cacheMegabytes);
    config.setBusyTimeout(10_000);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (var s = connection.createStatement()) {
      // Checkpoints have a thread of their own; a limit gives the log's space back after a burst.
      s.execute("PRAGMA wal_autocheckpoint=0");
      s.execute("PRAGMA journal_size_limit=" + Checkpoints.LIMIT);
      s.execute("PRAGMA cell_size_check=ON");
    }
    return connection;
  }

  private static void prepareFile(Connection c, Path file) throws SQLException {
    Pages pages = new Pages(c);
    long application = pages.number("PRAGMA application_id");
    long format = pages.number("PRAGMA user_version");
    long tables = pages.number("SELECT count(*) FROM sqlite_schema");
    if (application == 0 && format == 0 && tables == 0) {
      c.setAutoCommit(false);
      pages.execute("PRAGMA application_id=" + APPLICATION);
      pages.execute("PRAGMA user_version=" + FORMAT);
      Catalogue.create(pages);
      c.commit();
      c.setAutoCommit(true);
      return;
    }
    checkFormat(c, file);
  }

  /** Whether it is a store's file, of whatever format. */
  static boolean isStore(Connection c) {
    return new Pages(c).number("PRAGMA application_id") == APPLICATION;
  }

  static void checkFormat(Connection c, Path file) {
    Pages pages = new Pages(c);
    long format = pages.number("PRAGMA user_version");
    if (!isStore(c)) {
      throw new StoreRefused(
          "The file "
              + file
              + " is a SQLite file of another program; give the store a directory of its own");
    }
    if (format != FORMAT) {
      throw new StoreRefused(
          "The store's file "
              + file
              + " has format "
              + format
              + ", this version reads format "
              + FORMAT
              + "; start it with the version that wrote it, or a newer one");
    }
  }

  Path directory() {
    return directory;
  }

  /** The pages that the current thread works with. */
  public Pages pages() {
    Pages pages = bound.get();
    if (pages == null) {
      throw new IllegalStateException("no pages are bound to " + Thread.currentThread().getName());
    }
    return pages;
  }

  public boolean writing() {
    return bound.get() == writer;
  }

  Pages writer() {
    return writer;
  }

  /** Binds the writing pages to the thread that calls: the commit thread, for good. */
  public void bindWriter() {
    bound.set(writer);
  }

  public void unbind() {
    bound.remove();
  }

  /** Runs `work` on a committed snapshot. */
  public <T> T reading(Supplier<T> work) {
    Pages pages;
    try {
      pages = idle.poll(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailure(StoreFailure.Kind.STOPPED, "The store is stopping");
    }
    if (pages == null) {
      throw new StoreFailure(
          StoreFailure.Kind.STOPPED,
          "No reader became free within 30 s; fewer or smaller queries at a time would help");
    }
    bound.set(pages);
    try {
      return work.get();
    } finally {
      bound.remove();
      pages.commit(); // ends the snapshot
      idle.add(pages);
    }
  }

  public Tallies tallies() {
    return tallies;
  }

  public Scans scans() {
    return scans;
  }

  /** Starts a command of the writer. */
  void mark() {
    schemaTouched = false;
    writer.mark();
  }

  void keep() {
    writer.keep();
    tallies.keep();
  }

  /** Takes back what the command did since {@link #mark()}; true when it had touched the schema. */
  boolean undo() {
    undone++;
    writer.undo();
    tallies.undo();
    if (schemaTouched) {
      tallies.write(writer); // who reads the catalogue anew must find what the group did so far
    }
    return schemaTouched;
  }

  /** How often something was taken back. */
  public long undone() {
    return undone;
  }

  public void touchSchema() {
    schemaTouched = true;
  }

  /** Makes what the writer did durable; what is in the log too long is moved to its place. */
  public void commit() {
    tallies.write(writer);
    writer.commit();
    tallies.committed();
    CompletableFuture<Boolean> asked = purge;
    if (asked != null) {
      purge = null;
      asked.complete(checkpoints.truncate());
    } else {
      checkpoints.afterCommit();
    }
  }

  /**
   * A command: the journal is to be emptied when its group is committed. The answer says whether it
   * could be, and is there once the command is answered.
   */
  public CompletableFuture<Boolean> askPurge() {
    CompletableFuture<Boolean> asked = purge;
    if (asked == null) {
      asked = new CompletableFuture<>();
      purge = asked;
    }
    return asked;
  }

  void rollback() {
    undone++;
    writer.rollback();
    tallies.rollback();
  }

  public long fileSize() {
    return checkpoints.fileSize();
  }

  @Override
  public void close() {
    checkpoints.stop();
    for (Pages p : readers) {
      p.close();
    }
    writer.close();
    checkpoints.close();
    lock.close();
  }
}
