package uk.seenheard.handset.jvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.store.log.LogFile;

/** A file of the JVM as the log's port has it; for tests alone: a desktop's store is SQLite. */
public final class ChannelFile implements LogFile, AutoCloseable {
  private final FileChannel channel;

  /** Opens that file, or makes it. */
  public ChannelFile(Path path) {
    channel =
        tried(
            () ->
                FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE));
  }

  private interface Deed<T> {
    T done() throws IOException;
  }

  private static <T> T tried(Deed<T> deed) {
    try {
      return deed.done();
    } catch (IOException fault) {
      throw new StoreFault(StoreFault.Kind.BROKEN, "The file did not do it.", fault);
    }
  }

  @Override
  public long size() {
    return tried(channel::size);
  }

  @Override
  public byte[] read(long at, int count) {
    ByteBuffer into = ByteBuffer.allocate(count);
    while (into.hasRemaining()) {
      if (tried(() -> channel.read(into, at + into.position())) < 0) {
        throw new StoreFault(StoreFault.Kind.BROKEN, "The file ends before that.", null);
      }
    }
    return into.array();
  }

  @Override
  public void write(long at, byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    while (from.hasRemaining()) {
      tried(() -> channel.write(from, at + from.position()));
    }
  }

  @Override
  public void flush() {
    tried(
        () -> {
          channel.force(true);
          return true;
        });
  }

  @Override
  public void truncate(long size) {
    tried(() -> channel.truncate(size));
  }

  @Override
  public void close() {
    tried(
        () -> {
          channel.close();
          return true;
        });
  }
}
