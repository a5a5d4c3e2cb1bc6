package uk.seenheard.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A line between two ends: counts what comes back over it, and can be cut and mended. */
public final class Relay implements AutoCloseable {
  private final ServerSocket door;
  private final int behind;
  private final AtomicLong bytes = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Relay(ServerSocket door, int behind) {
    this.door = door;
    this.behind = behind;
  }

  public static Relay before(int port) throws IOException {
    Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    daemon(relay::serve);
    return relay;
  }

  public int port() {
    return door.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Bytes that came from behind. */
  public long bytes() {
    return bytes.get();
  }

  /** No signal: what is open breaks, what is dialled is closed. */
  public void cut() throws IOException {
    cut = true;
    for (Socket socket : open) {
      socket.close();
    }
  }

  public void mend() {
    cut = false;
  }

  private void serve() {
    try {
      while (true) {
        Socket outside = door.accept();
        if (cut) {
          outside.close();
          continue;
        }
        Socket inside = new Socket(InetAddress.getLoopbackAddress(), behind);
        for (Socket one : List.of(outside, inside)) {
          one.setTcpNoDelay(true);
          open.add(one);
        }
        daemon(() -> pour(outside, inside, new AtomicLong()));
        daemon(() -> pour(inside, outside, bytes));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void pour(Socket from, Socket to, AtomicLong counted) {
    byte[] held = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(held); read >= 0; read = in.read(held)) {
        counted.addAndGet(read);
        out.write(held, 0, read);
      }
    } catch (IOException closed) {
      // One end is gone; the other is closed with it.
    } finally {
      open.remove(from);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    cut();
    door.close();
  }
}
