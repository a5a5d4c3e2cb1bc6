package uk.seenheard.api.ground.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to, for what no proper client would send. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
  }

  public RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Everything the server says until it closes the connection. */
  public String untilClosed() throws IOException {
    StringBuilder out = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] step = new byte[4_096];
    try {
      for (int n = in.read(step); n >= 0; n = in.read(step)) {
        out.append(new String(step, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException reset) {
      out.append("<reset>");
    }
    return out.toString();
  }

  /** What the server says until it has said that. */
  public String until(String end) throws IOException {
    StringBuilder out = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (out.indexOf(end) < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("closed after: " + out);
      }
      out.append((char) c);
    }
    return out.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
