package uk.seenheard.api.ground.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much of everything the server takes.
 *
 * @param bodyBytes of a request's body, packed and unpacked
 * @param largeBodyBytes the same for some paths
 * @param allBodiesBytes of all bodies held at once; beyond it requests are told to come back
 * @param connections open at once; beyond it a new one is closed
 * @param headMillis from opening a connection, or from the last answer on it, to the end of the
 *     next request's head
 * @param bodyMillis from the end of the head to the end of the body
 * @param answerMillis from the end of the body to the beginning of the answer
 * @param pieceMillis for a reader to take one piece of a long answer ({@link Pieces})
 * @param idleSeconds without a byte in either direction; a stream keeps itself alive by comments
 */
public record ServerLimits(
    int bodyBytes,
    Map<String, Integer> largeBodyBytes,
    long allBodiesBytes,
    int connections,
    long headMillis,
    long bodyMillis,
    long answerMillis,
    long pieceMillis,
    int idleSeconds) {
  public static final int LINE_BYTES = 8 * 1024;
  public static final int HEAD_BYTES = 16 * 1024;
  private static final int MOST_CONNECTIONS = 8_192;

  /** For the store, the program itself and the accepting of connections that are then closed. */
  private static final int FILES_KEPT = 512;

  /** Copies the paths and refuses limits that let nothing through. */
  public ServerLimits {
    largeBodyBytes = Map.copyOf(largeBodyBytes);
    if (bodyBytes < 1
        || allBodiesBytes < bodyBytes
        || connections < 1
        || headMillis < 1
        || bodyMillis < 1
        || answerMillis < 1
        || pieceMillis < 1
        || idleSeconds < 1) {
      throw new IllegalArgumentException("a limit of the server is below one");
    }
  }

  /** The usual limits: 256 KiB, some paths more, a quarter of the heap for all bodies. */
  public static ServerLimits usual(Map<String, Integer> largeBodyBytes) {
    return new ServerLimits(
        256 * 1024,
        largeBodyBytes,
        Runtime.getRuntime().maxMemory() / 4,
        Math.min(MOST_CONNECTIONS, filesAllowed() - FILES_KEPT),
        TimeUnit.SECONDS.toMillis(20),
        TimeUnit.SECONDS.toMillis(60),
        TimeUnit.SECONDS.toMillis(60),
        TimeUnit.SECONDS.toMillis(60),
        90);
  }

  /** How many files and connections the system lets this process open. */
  private static int filesAllowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int)
            Math.max(FILES_KEPT + 64, Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount()))
        : Integer.MAX_VALUE;
  }

  /** Bytes of a body sent to that path. */
  int bodyBytes(String path) {
    return largeBodyBytes.getOrDefault(path, bodyBytes);
  }
}
