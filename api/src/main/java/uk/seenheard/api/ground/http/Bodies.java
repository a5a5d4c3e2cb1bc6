package uk.seenheard.api.ground.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * Reads a request's body before any door sees the request: JSON in UTF-8, plain or packed with
 * gzip, within a limit for itself, for what it unpacks to, for the time it takes and for all bodies
 * held at once. Large ones are unpacked and parsed away from the event loop.
 *
 * <p>Vert.x's own decompression is off: it unpacks before anybody has counted.
 */
public final class Bodies implements Handler<RoutingContext> {
  public static final String READ = "seenheard.body";
  private static final String TOKENS = "/oauth/token";
  private static final String LARGE = "seenheard.body-is-large";
  private static final int PARSED_ON_LOOP_BYTES = 16 * 1024;
  private static final int STEP_BYTES = 16 * 1024;
  private static final int RETRY_SECONDS = 2;
  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final ServerLimits limits;
  private final JsonReader reader;
  private final AtomicLong held = new AtomicLong();

  public Bodies(Vertx vertx, ServerLimits limits, JsonReader reader) {
    this.vertx = vertx;
    this.limits = limits;
    this.reader = reader;
  }

  /** Whether a request's body is so large that nothing is done with it on the event loop. */
  public static boolean isLarge(RoutingContext context) {
    return Boolean.TRUE.equals(context.get(LARGE));
  }

  /** Bytes of all bodies held now. */
  public long held() {
    return held.get();
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap headers = request.headers();
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    if (!headers.contains(HttpHeaders.TRANSFER_ENCODING) && (length == null || is(length, "0"))) {
      context.next();
      return;
    }
    int limit = limits.bodyBytes(context.normalizedPath());
    if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
      refuse(context, Problem.malformed("body", "is not wanted with this method; leave it out"));
    } else if (length != null && (length.length() > 18 || Long.parseLong(length) > limit)) {
      refuse(context, Failures.ofStatus(413).with("limit", Json.of(limit)));
    } else if (!(jsonInUtf8(headers.get(HttpHeaders.CONTENT_TYPE)) || isForm(context))
        || !encodingTaken(headers.get(HttpHeaders.CONTENT_ENCODING))) {
      context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
      refuse(context, Failures.ofStatus(415));
    } else {
      new Body(context, limit).read();
    }
  }

  /** Answers a request whose body is still on its way, and drops what still comes. */
  public static void refuse(RoutingContext context, Problem problem) {
    closeAfterAnswer(context);
    context.request().handler(dropped -> {});
    context.fail(problem);
  }

  /**
   * Ends the connection after the answer: a sender that goes on is not listened to. It lingers a
   * moment, because a sender that is cut off at once may never read why.
   */
  static void closeAfterAnswer(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    context.addEndHandler(
        ended ->
            context
                .vertx()
                .setTimer(LINGER_MILLIS, late -> context.request().connection().close()));
  }

  private static boolean jsonInUtf8(@Nullable String type) {
    if (type == null) {
      return false;
    }
    String plain = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    return is(plain, "application/json") || is(plain, "application/json;charset=utf-8");
  }

  /** The one door to which OAuth has a form sent. */
  private static boolean isForm(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
        && is(context.normalizedPath(), TOKENS);
  }

  private static boolean encodingTaken(@Nullable String encoding) {
    return encoding == null || gzip(encoding) || encoding.equalsIgnoreCase("identity");
  }

  private static boolean gzip(@Nullable String encoding) {
    return encoding != null && encoding.equalsIgnoreCase("gzip");
  }

  private static boolean is(String text, String wanted) {
    return text.equals(wanted);
  }

  /** One body on its way in. */
  private final class Body {
    private final RoutingContext context;
    private final int limit;
    private final Buffer packed = Buffer.buffer();
    private long reserved;
    private boolean over;

    Body(RoutingContext context, int limit) {
      this.context = context;
      this.limit = limit;
    }

    void read() {
      HttpServerRequest request = context.request();
      long deadline = vertx.setTimer(limits.bodyMillis(), late -> stop(Failures.ofStatus(408)));
      context.addEndHandler(ended -> release());
      request.handler(this::take);
      request.exceptionHandler(
          broken -> {
            vertx.cancelTimer(deadline);
            over = true;
            release();
          });
      request.endHandler(
          end -> {
            vertx.cancelTimer(deadline);
            if (!over) {
              over = true;
              parse();
            }
          });
    }

    private void take(Buffer chunk) {
      if (over) {
        return;
      }
      if (packed.length() + chunk.length() > limit) {
        stop(Failures.ofStatus(413).with("limit", Json.of(limit)));
      } else if (reserve(chunk.length())) {
        packed.appendBuffer(chunk);
      } else {
        stop(overloaded());
      }
    }

    private void stop(Problem problem) {
      if (!over) {
        over = true;
        refuse(context, problem);
      }
    }

    private void parse() {
      String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
      if (!gzip(encoding) && packed.length() <= PARSED_ON_LOOP_BYTES) {
        Json value;
        try {
          value = value(packed.getBytes());
        } catch (RuntimeException refused) {
          context.fail(refused);
          return;
        }
        pass(value);
        return;
      }
      context.put(LARGE, true);
      vertx
          .executeBlocking(
              () -> value(gzip(encoding) ? unpack(packed.getBytes()) : packed.getBytes()), false)
          .onComplete(this::pass, context::fail);
    }

    private void pass(Json value) {
      if (!context.response().ended() && !context.failed()) {
        context.put(READ, value);
        context.next();
      }
    }

    private Json value(byte[] bytes) {
      try {
        if (isForm(context)) {
          return form(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        }
        return reader.read(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException notUtf8) {
        throw Problem.malformed("body", "is not UTF-8");
      }
    }

    /** A form's members as texts; one that comes twice is refused. */
    private Json form(String text) {
      Json.Builder members = Json.object();
      Set<String> names = new TreeSet<>();
      for (String pair : text.split("&", -1)) {
        int is = pair.indexOf('=');
        try {
          String name =
              URLDecoder.decode(is < 0 ? pair : pair.substring(0, is), StandardCharsets.UTF_8);
          String value =
              is < 0 ? "" : URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8);
          if (!names.add(name)) {
            throw Problem.malformed("body", "has a member twice");
          }
          members.put(name, value);
        } catch (IllegalArgumentException undecodable) {
          throw Problem.malformed("body", "cannot be decoded: percent-encode it as UTF-8");
        }
      }
      return members.build();
    }

    private byte[] unpack(byte[] bytes) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, bytes.length * 4));
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), STEP_BYTES)) {
        byte[] step = new byte[STEP_BYTES];
        for (int n = in.read(step); n >= 0; n = in.read(step)) {
          if (out.size() + n > limit) {
            throw Failures.ofStatus(413).with("limit", Json.of(limit));
          }
          if (!reserve(n)) {
            throw overloaded();
          }
          out.write(step, 0, n);
        }
      } catch (IOException notGzip) {
        throw Problem.malformed("body", "is not packed with gzip as its header says");
      }
      return out.toByteArray();
    }

    private synchronized boolean reserve(int bytes) {
      if (held.addAndGet(bytes) > limits.allBodiesBytes()) {
        held.addAndGet(-bytes);
        return false;
      }
      reserved += bytes;
      return true;
    }

    private synchronized void release() {
      held.addAndGet(-reserved);
      reserved = 0;
    }

    private Problem overloaded() {
      return Problem.busy(
          "The server holds as many requests as it can; nothing was taken", RETRY_SECONDS);
    }
  }
}
