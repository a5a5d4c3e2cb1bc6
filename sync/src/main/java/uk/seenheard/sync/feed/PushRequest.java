package uk.seenheard.sync.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

/**
 * A run of changes that a device hands over, vouched for by one signature over its chain's head.
 *
 * <p>Enrolment and passes are texts that a server has seen after the first push: from then on they
 * may be named by their hashes ({@link #name}). A server that does not know a name asks for the
 * texts, and takes nothing.
 *
 * @param protocol the protocol's number
 * @param enrolment the token by which the server enrolled the device, which names device and key;
 *     or its name
 * @param epoch the epoch of the device's chain
 * @param from position of the first change in that epoch, from 1
 * @param previous chain hash at {@code from - 1}
 * @param changes contents, each exactly as it was hashed
 * @param signature ES256 over the head text at the last position, ASN.1 DER, base64url unpadded
 * @param passes every shift pass that the changes name, each once; or its name
 * @param queued changes that will still be unsent after this push
 * @param clock the device's clocks when it sent this
 */
public record PushRequest(
    int protocol,
    String enrolment,
    int epoch,
    long from,
    Hash previous,
    List<String> changes,
    String signature,
    List<String> passes,
    long queued,
    ClockReading clock) {
  /** The number of the protocol that this code speaks. */
  public static final int PROTOCOL = 2;

  /** The first that was frozen: what speaks an earlier one was never in anybody's hands. */
  public static final int OLDEST_PROTOCOL = 2;

  /** Changes in one push. */
  public static final int MAX_CHANGES = Limits.PUSH_CHANGES;

  /** Shift passes in one push. */
  public static final int MAX_PASSES = Limits.PUSH_PASSES;

  /** UTF-8 bytes of a push's body, and of what a compressed body unpacks to. */
  public static final int MAX_BYTES = Limits.PUSH_BYTES;

  /** Highest epoch and position; far above what a device reaches. */
  public static final int MAX_EPOCH = 1_000_000;

  private static final int TOKEN_CHARS = 4_096;
  private static final Set<String> MEMBERS =
      Set.of(
          "protocol",
          "enrolment",
          "epoch",
          "from",
          "previous",
          "changes",
          "signature",
          "passes",
          "queued",
          "clock");

  private static final char NAMED = '#';
  private static final int NAME_CHARS = 65;
  private static final String HEX = "0123456789abcdef";

  /** The name of a token: its hash stands for it. */
  public static String name(String token, Digests digests) {
    return NAMED + Hash.of(token, digests).hex();
  }

  /** The hash of the token that is named, or empty where it stands there itself. */
  public static Optional<Hash> named(String shown) {
    boolean name = shown.length() == NAME_CHARS && shown.charAt(0) == NAMED;
    for (int i = 1; name && i < NAME_CHARS; i++) {
      name = HEX.indexOf(shown.charAt(i)) >= 0;
    }
    return name ? Optional.of(new Hash(shown.substring(1))) : Optional.empty();
  }

  /** The same with its enrolment and passes shown otherwise: named, or as they are. */
  public PushRequest showing(String enrolment, List<String> passes) {
    return new PushRequest(
        protocol, enrolment, epoch, from, previous, changes, signature, passes, queued, clock);
  }

  /** Copies the lists. */
  public PushRequest {
    changes = List.copyOf(changes);
    passes = List.copyOf(passes);
  }

  /** Position of the last change. */
  public long to() {
    return from + changes.size() - 1;
  }

  /** The message. */
  public Json.Obj json() {
    return Json.object()
        .put("protocol", protocol)
        .put("enrolment", enrolment)
        .put("epoch", epoch)
        .put("from", from)
        .put("previous", previous.hex())
        .put("changes", Json.texts(changes))
        .put("signature", signature)
        .put("passes", Json.texts(passes))
        .put("queued", queued)
        .put("clock", clock.json())
        .build();
  }

  /**
   * Reads a message.
   *
   * @throws WireFault that names the member at fault
   */
  public static PushRequest read(Json value) {
    WireReader in = new WireReader(value).knowing(MEMBERS);
    return new PushRequest(
        in.protocol(OLDEST_PROTOCOL, PROTOCOL),
        in.text("enrolment", TOKEN_CHARS),
        (int) in.whole("epoch", 1, MAX_EPOCH),
        in.whole("from", 1, Integer.MAX_VALUE),
        in.hash("previous"),
        in.texts("changes", 1, MAX_CHANGES),
        in.text("signature", 200),
        in.texts("passes", 0, MAX_PASSES),
        in.whole("queued", 0, Integer.MAX_VALUE),
        ClockReading.read(in.object("clock")));
  }
}
