package uk.seenheard.api.partners.referral;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The wire between this server and a mail server: it carries bytes as they are, counts what goes
 * up, and does what a test wants at a point of it.
 */
final class Wire implements AutoCloseable {
  private final ServerSocket listening;
  private final int to;
  private final AtomicLong up = new AtomicLong();
  private volatile long point = Long.MAX_VALUE;
  private volatile Runnable then = () -> {};
  private volatile BooleanSupplier cut = () -> false;

  Wire(int to) throws IOException {
    this.to = to;
    this.listening = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    daemon(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many bytes went up since it was last asked to do something at a point. */
  long up() {
    return up.get();
  }

  /** Does something once, after so many bytes from now on, or at the end of what comes. */
  void at(long bytes, Runnable what) {
    up.set(0);
    then = what;
    point = bytes;
  }

  /** Breaks before an answer that comes while something is so. */
  void cutWhen(BooleanSupplier so) {
    cut = so;
  }

  private void accept() {
    try {
      while (true) {
        Socket from = listening.accept();
        Socket there = new Socket(InetAddress.getByName("localhost"), to);
        daemon(() -> pump(from, there, true));
        daemon(() -> pump(there, from, false));
      }
    } catch (IOException over) {
      // The test has ended.
    }
  }

  private void pump(Socket from, Socket there, boolean upwards) {
    try (from;
        there) {
      InputStream in = from.getInputStream();
      OutputStream out = there.getOutputStream();
      byte[] piece = new byte[256];
      int read = in.read(piece);
      while (read >= 0 && !(!upwards && cut.getAsBoolean())) {
        out.write(piece, 0, read);
        out.flush();
        if (upwards && up.addAndGet(read) >= point) {
          reached();
        }
        read = in.read(piece);
      }
    } catch (IOException ended) {
      // One of the two is gone: so is the other.
    }
    if (upwards && point != Long.MAX_VALUE) {
      reached();
    }
  }

  private synchronized void reached() {
    if (point != Long.MAX_VALUE) {
      point = Long.MAX_VALUE;
      then.run();
    }
  }

  private static void daemon(Runnable what) {
    Thread thread = new Thread(what, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
