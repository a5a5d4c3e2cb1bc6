package uk.seenheard.sync.feed;

import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/** One line of a pull. */
public sealed interface Frame {

  /** The message. */
  Json.Obj json();

  /**
   * A change that the puller may see.
   *
   * @param n the commit that holds it
   * @param i its place in that commit
   * @param device the device whose chain carried it (a server's, for a released change)
   * @param at the server's clock at receipt, milliseconds since 1970
   * @param content exactly as it was hashed
   */
  record Change(
      long n, int i, String device, int epoch, long seq, long at, Verdict verdict, String content)
      implements Frame {
    @Override
    public Json.Obj json() {
      return Json.object()
          .put("type", "change")
          .put("n", n)
          .put("i", i)
          .put("device", device)
          .put("epoch", epoch)
          .put("seq", seq)
          .put("at", at)
          .put("verdict", verdict.word())
          .put("content", content)
          .build();
    }
  }

  /** The puller may no longer see this incident: forget it once what is unsent is safe. */
  record Evict(String incident) implements Frame {
    @Override
    public Json.Obj json() {
      return Json.object().put("type", "evict").put("incident", incident).build();
    }
  }

  /**
   * The end of a page: store the frames before it and the cursor in one transaction.
   *
   * @param n the log's position that the cursor has reached
   * @param cursor where the next pull goes on; opaque
   * @param more whether another page is waiting
   * @param digest of all that the puller now holds; empty on a page that is not the last
   * @param feed names the log's life, as {@link PushAnswer#feed} does
   */
  record Through(long n, String cursor, boolean more, Optional<Hash> digest, Optional<String> feed)
      implements Frame {
    /** An end that does not name the log's life. */
    public Through(long n, String cursor, boolean more, Optional<Hash> digest) {
      this(n, cursor, more, digest, Optional.empty());
    }

    @Override
    public Json.Obj json() {
      return Json.object()
          .put("type", "through")
          .put("n", n)
          .put("cursor", cursor)
          .put("more", more)
          .put("digest", digest.map(Hash::hex))
          .put("feed", feed)
          .build();
    }
  }

  /** A line of a newer protocol: skipped. */
  record Unknown(String type) implements Frame {
    @Override
    public Json.Obj json() {
      return Json.object().put("type", type).build();
    }
  }

  /**
   * Reads a line.
   *
   * @throws WireFault that names the member at fault
   */
  static Frame read(Json value) {
    WireReader in = new WireReader(value);
    String type = in.text("type", 20);
    return switch (type) {
      case "change" ->
          new Change(
              in.whole("n", 1, Long.MAX_VALUE),
              (int) in.whole("i", 0, Integer.MAX_VALUE),
              in.text("device", 64),
              (int) in.whole("epoch", 1, PushRequest.MAX_EPOCH),
              in.whole("seq", 1, Long.MAX_VALUE),
              in.whole("at", Long.MIN_VALUE, Long.MAX_VALUE),
              Verdict.of(in.text("verdict", 20))
                  .orElseThrow(() -> new WireFault("verdict", "is no verdict")),
              in.anyText("content"));
      case "evict" -> new Evict(in.text("incident", 36));
      case "through" ->
          new Through(
              in.whole("n", 0, Long.MAX_VALUE),
              in.text("cursor", 2_000),
              in.isTrue("more"),
              in.optionalHash("digest"),
              in.optionalText("feed", 64));
      default -> new Unknown(type);
    };
  }
}
