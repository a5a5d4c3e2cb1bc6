package uk.seenheard.api.ground.clock;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.security.SecureRandom;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a time server of the force's network (SNTP, RFC 4330) what time it is, once a minute, and
 * tells the clock. An answer counts only when it repeats the random number of the last question; a
 * source that is silent is as good as none.
 */
public final class TimeSource {
  private static final Logger LOG = LoggerFactory.getLogger(TimeSource.class);
  private static final long ASK_MILLIS = 60_000;
  private static final int LENGTH = 48;

  /** Version 4, asked by a client. */
  private static final byte QUESTION = 0x23;

  private static final int MODE = 7;
  private static final int MODE_ANSWER = 4;
  private static final int LAST_STRATUM = 15;
  private static final int STRATUM = 1;
  private static final int REPEATED = 24;
  private static final int SENT = 40;

  /** Seconds from 1900 to 1970. */
  private static final long SECONDS_1900 = 2_208_988_800L;

  /** The count of seconds begins anew in 2036: what is below its half is after that. */
  private static final long HALF = 0x8000_0000L;

  private static final long SECONDS_ERA = 0x1_0000_0000L;

  private final Vertx vertx;
  private final ServerClock clock;
  private final Address address;
  private final SecureRandom random = new SecureRandom();
  private long asked;
  private long askedAt;

  /** Of a server's clock. */
  public TimeSource(Vertx vertx, ServerClock clock, Address address) {
    this.vertx = vertx;
    this.clock = clock;
    this.address = address;
  }

  /** Where a time server listens. */
  public record Address(String host, int port) {}

  /** Asks from now on, until Vert.x closes. */
  public void begin() {
    DatagramSocket socket = vertx.createDatagramSocket();
    socket
        .listen(0, "0.0.0.0")
        .onSuccess(
            open -> {
              socket.handler(this::answered);
              ask(socket);
              vertx.setPeriodic(ASK_MILLIS, timer -> ask(socket));
            })
        .onFailure(failed -> LOG.warn("the time source cannot be asked", failed));
  }

  private synchronized void ask(DatagramSocket socket) {
    asked = random.nextLong();
    askedAt = clock.getAsLong();
    byte[] question = new byte[LENGTH];
    question[0] = QUESTION;
    socket
        .send(Buffer.buffer(question).setLong(SENT, asked), address.port(), address.host())
        .onFailure(away -> LOG.warn("the time source cannot be reached"));
  }

  private synchronized void answered(DatagramPacket packet) {
    OptionalLong said = time(packet.data(), asked);
    if (said.isPresent()) {
      asked = random.nextLong();
      long between = askedAt + (clock.getAsLong() - askedAt) / 2;
      clock.source(between - said.getAsLong());
    }
  }

  /** What an answer says the time is, milliseconds since 1970; empty when it is none to this. */
  static OptionalLong time(Buffer answer, long asked) {
    if (answer.length() < LENGTH
        || (answer.getByte(0) & MODE) != MODE_ANSWER
        || answer.getByte(STRATUM) < 1
        || answer.getByte(STRATUM) > LAST_STRATUM
        || answer.getLong(REPEATED) != asked) {
      return OptionalLong.empty();
    }
    long seconds = answer.getUnsignedInt(SENT);
    long fraction = answer.getUnsignedInt(SENT + Integer.BYTES);
    long since1970 = (seconds < HALF ? seconds + SECONDS_ERA : seconds) - SECONDS_1900;
    return OptionalLong.of(since1970 * 1_000 + fraction * 1_000 / SECONDS_ERA);
  }
}
