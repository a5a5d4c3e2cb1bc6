package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import uk.seenheard.api.engine.embedded.StoreFixture;

/** A file layer between the store's process and the disk, and what a bad disk makes of it. */
public final class FaultyDisk {
  private static final int SECTOR = 512;

  private final Path directory;
  private final Path library;
  private final boolean ready;

  private FaultyDisk(Path directory, Path library, boolean ready) {
    this.directory = directory;
    this.library = library;
    this.ready = ready;
  }

  public static FaultyDisk prepare(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve("store-faults.c");
    Path library = directory.resolve("store-faults.so");
    try (InputStream in =
        Objects.requireNonNull(FaultyDisk.class.getResourceAsStream("store-faults.c"))) {
      Files.copy(in, source);
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      return new FaultyDisk(directory, library, false);
    }
    try {
      Process cc =
          new ProcessBuilder(
                  "cc",
                  "-O2",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl",
                  "-lpthread")
              .inheritIO()
              .start();
      return new FaultyDisk(
          directory, library, cc.waitFor(1, TimeUnit.MINUTES) && cc.exitValue() == 0);
    } catch (IOException e) {
      return new FaultyDisk(directory, library, false);
    }
  }

  public boolean isReady() {
    return ready;
  }

  public Map<String, String> environment(Path data) {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "STORE_FAULTS_JOURNAL", directory.resolve("journal").toString(),
        "STORE_FAULTS_FILE", data.resolve("store.db").toAbsolutePath().toString(),
        "STORE_FAULTS_FULL", directory.resolve("full").toString());
  }

  public void full(boolean is) {
    try {
      if (is) {
        Files.createFile(directory.resolve("full"));
      } else {
        Files.delete(directory.resolve("full"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Journal journal() throws IOException {
    return new Journal(Files.readAllBytes(directory.resolve("journal")));
  }

  static void delete(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** What the store asked of its files, in order. */
  static final class Journal {
    private static final int WRITE = 1;
    private static final int SYNC_BEGINS = 2;
    private static final int SYNC_DONE = 3;
    private static final int TRUNCATE = 4;
    private static final int DELETE = 5;

    private record Call(long time, int operation, int file, long offset, byte[] bytes) {}

    private final List<Call> calls = new ArrayList<>();

    Journal(byte[] raw) {
      ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
      while (in.remaining() >= 32) {
        long time = in.getLong();
        int operation = in.getInt();
        int file = in.getInt();
        long offset = in.getLong();
        long length = in.getLong();
        if (length > in.remaining()) {
          break; // killed while writing the journal
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        calls.add(new Call(time, operation, file, offset, bytes));
      }
    }

    int length() {
      return calls.size();
    }

    long syncs() {
      return calls.stream().filter(c -> c.operation == SYNC_DONE).count();
    }

    /**
     * Writes what the disk could hold if the power went after the first `cut` calls: all that was
     * synced, and of the rest this write and not that, or only some of its sectors.
     *
     * @return the time of the cut
     */
    long imageAt(int cut, Random random, Path data) throws IOException {
      Disk[] disks = {new Disk(), new Disk()};
      for (Call call : calls.subList(0, cut)) {
        disks[call.file].take(call);
      }
      // 0: nothing unsynced came through; 1: all up to a torn write; 2: any of it, in any order
      int manner = random.nextInt(3);
      StoreFixture.folder(data);
      for (int i = 0; i < 2; i++) {
        byte[] content = disks[i].afterPowerLoss(manner, random);
        if (content.length > 0) {
          Path file = data.resolve(i == 0 ? "store.db" : "store.db-wal");
          OwnerOnly.file(file);
          Files.write(file, content);
        }
      }
      return calls.get(cut - 1).time;
    }

    private static final class Disk {
      /** Longer than the file: it grows by sectors, and is not copied for each. */
      private byte[] content = new byte[0];

      private int size;
      private final List<Call> unsynced = new ArrayList<>();
      private final Map<Long, Integer> syncing = new HashMap<>();

      void take(Call call) {
        if (call.operation == SYNC_BEGINS) {
          syncing.put(call.offset, unsynced.size());
        } else if (call.operation == SYNC_DONE) {
          Integer through = syncing.remove(call.offset);
          if (through != null) {
            List<Call> done = unsynced.subList(0, through);
            done.forEach(c -> apply(c, null));
            done.clear();
            // Syncs of the same file that are still under way began with what is left.
            syncing.replaceAll((fd, n) -> Math.max(0, n - through));
          }
        } else {
          unsynced.add(call);
        }
      }

      byte[] afterPowerLoss(int manner, Random random) {
        int whole = manner == 1 && !unsynced.isEmpty() ? random.nextInt(unsynced.size()) : 0;
        for (int i = 0; i < unsynced.size(); i++) {
          boolean torn = manner == 1 && i == whole;
          boolean kept = (manner == 1 && i < whole) || (manner == 2 && random.nextBoolean());
          if (torn || (kept && manner == 2 && random.nextInt(4) == 0)) {
            apply(unsynced.get(i), random);
          } else if (kept) {
            apply(unsynced.get(i), null);
          }
        }
        return Arrays.copyOf(content, size);
      }

      /** With `random`, only some of the sectors of a write. */
      private void apply(Call call, Random random) {
        switch (call.operation) {
          case TRUNCATE -> {
            content = Arrays.copyOf(content, (int) call.offset);
            size = content.length;
          }
          case DELETE -> {
            content = new byte[0];
            size = 0;
          }
          case WRITE -> {
            int at = 0;
            while (at < call.bytes.length) {
              int sectorEnd = SECTOR - (int) ((call.offset + at) % SECTOR);
              int length = Math.min(sectorEnd, call.bytes.length - at);
              if (random == null || random.nextBoolean()) {
                int to = (int) call.offset + at;
                if (content.length < to + length) {
                  content = Arrays.copyOf(content, Math.max(to + length, 2 * content.length));
                }
                size = Math.max(size, to + length);
                System.arraycopy(call.bytes, at, content, to, length);
              }
              at += length;
            }
          }
          default -> throw new IllegalStateException("operation " + call.operation);
        }
      }
    }
  }
}
