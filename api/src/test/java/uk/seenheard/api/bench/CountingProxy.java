package uk.seenheard.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A pipe to a server that counts the bytes in either direction, heads and all. */
final class CountingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  CountingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** Bytes sent to the server so far. */
  long up() {
    return up.get();
  }

  /** Bytes received from the server so far. */
  long down() {
    return down.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket from = listening.accept();
        Socket to = new Socket(InetAddress.getByName("127.0.0.1"), target);
        daemon(() -> pump(from, to, up));
        daemon(() -> pump(to, from, down));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to, AtomicLong count) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count.addAndGet(read);
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // One end hung up: so does the other.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "counting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
